"""What both programs for thumbnails share: find the pictures, make one of them small."""

import os
import sys

from PIL import Image


def read_call():
    """The command line: the folder, the side of the box, and a format where it is not the original's."""
    folder, side, *form = sys.argv[1:4]
    pictures = [
        os.path.join(folder, name)
        for name in sorted(os.listdir(folder))
        if name.endswith((".jpg", ".png"))
    ]
    return pictures, int(side), form[0] if form else None


def make_thumbnail(picture, side, form):
    """Beside the picture: as an article's reader would write it, with the library's own settings."""
    stem, ext = os.path.splitext(picture)
    with Image.open(picture) as image:
        image.thumbnail((side, side))
        if form is None:
            image.save(stem + "_thumbnail" + ext)
        else:
            image.save(stem + "_thumbnail." + form, quality=80)
