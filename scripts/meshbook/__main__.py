"""``python -m meshbook``: the same as the command ``meshbook``."""

from meshbook.cli import main

if __name__ == "__main__":
    main()
