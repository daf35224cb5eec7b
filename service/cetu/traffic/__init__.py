"""What stands between the network and the doors: it looks at every request, and knows no route.

A door tells what it did by `visit.of(request.scope)`.
"""
