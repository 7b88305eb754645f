"""Days of the calendar as text, YYYY-MM-DD."""

from __future__ import annotations

from calendar import monthrange


def months_before(day: str, months: int) -> str:
    """Give the same day some months earlier, or the last of that month; no earlier than the first day of year 1."""
    count = int(day[:4]) * 12 + int(day[5:7]) - 1 - months
    year, month = divmod(count, 12)
    if year < 1:
        return "0001-01-01"
    return f"{year:04}-{month + 1:02}-{min(int(day[8:]), monthrange(year, month + 1)[1]):02}"


def months_between(start: str, end: str) -> int:
    """Give the whole months from one day to another."""
    (year, month, day), (last_year, last_month, last) = (map(int, text.split("-")) for text in (start, end))
    return 12 * (last_year - year) + last_month - month - (last < day)


def months_after(day: str, months: int) -> str:
    """Give the same day some months later, or the last of that month."""
    return months_before(day, -months)


def last_day_of(period: str) -> str:
    """Give the last day of a year (YYYY) or month (YYYY-MM)."""
    if len(period) == len("2024"):
        return f"{period}-12-31"
    return f"{period}-{monthrange(int(period[:4]), int(period[5:7]))[1]:02}"
