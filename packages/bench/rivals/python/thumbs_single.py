"""One picture after the other."""

from thumbs_shared import make_thumbnail, read_call

if __name__ == "__main__":
    pictures, side, form = read_call()
    for picture in pictures:
        make_thumbnail(picture, side, form)
