"""What pages show, one module a subject.

Each module says in `PAGES` for which templates it is: the name of the template, and the function that gives what the
template reads as `view`, from a context and the thing that the page is made for.
"""
