"""What every program of the article shares: read the links, download one of them."""

import os
import sys
from urllib.request import urlopen


def read_call():
    """The command line: a file with a link a line, the folder for the files, how many at once."""
    links_file, folder, jobs = sys.argv[1:4]
    with open(links_file, encoding="ascii") as lines:
        links = lines.read().split()
    os.makedirs(folder, exist_ok=True)
    return links, folder, int(jobs)


def path_of(link, folder):
    return os.path.join(folder, os.path.basename(link))


def download(link, folder):
    with urlopen(link) as answer, open(path_of(link, folder), "wb") as file:
        file.write(answer.read())
