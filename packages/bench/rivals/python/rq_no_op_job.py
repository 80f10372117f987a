"""The job itself: a worker imports it by name."""


def do_nothing(number):
    """Gives back what it is given."""
    return number
