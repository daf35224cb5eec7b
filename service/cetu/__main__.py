"""`python -m cetu` and the command `cetu`."""

from cetu.cli import run


def main() -> None:
    """Run the command line; the exit code is the process's."""
    run()


if __name__ == "__main__":
    main()
