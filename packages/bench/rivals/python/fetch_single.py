"""One link after the other."""

from fetch_shared import download, read_call

links, folder, _ = read_call()
for link in links:
    download(link, folder)
