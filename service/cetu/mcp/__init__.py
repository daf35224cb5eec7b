"""The door for assistants: tools over the Model Context Protocol (https://modelcontextprotocol.io).

`tools` is what they can do, on the reading staircase alone; `server` offers it over stdio and HTTP.
Needs the extra `mcp`.
"""
