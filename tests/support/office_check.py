"""What the checks of workbooks share: openpyxl wherever it is, and differences that are collected and told at the end."""
import os
import sys

try:
    import openpyxl
except ImportError:
    debian = "/usr/bin/python3"  # its packages are for its own Python, which need not be the first on PATH
    if os.path.exists(debian) and os.path.realpath(sys.executable) != os.path.realpath(debian):
        os.execv(debian, [debian, *sys.argv])
    print("no openpyxl here (apt-get install python3-openpyxl)")
    sys.exit(1)

failures = []


def expect(found, wanted, what):
    if found != wanted:
        failures.append(f"{what}: found {str(found)[:300]!r}, expected {str(wanted)[:300]!r}")


def conclude(good):
    """Tells the first differences, or what is good; the exit status."""
    for failure in failures[:20]:
        print(failure)
    if not failures:
        print(good)
    return 1 if failures else 0
