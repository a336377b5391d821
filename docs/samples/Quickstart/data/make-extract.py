#!/usr/bin/env python3
"""Makes online-retail-invoices.csv: the UCI "Online Retail" lines added up to one row an invoice.

    python3 make-extract.py path/to/online-retail.csv[.gz] > online-retail-invoices.csv

Input: the UCI workbook saved as UTF-8 CSV, one row an invoice line, with the columns InvoiceNo, StockCode, Description, Quantity,
InvoiceDate (yyyy-MM-dd HH:mm:ss), UnitPrice, CustomerID, Country. Needs Python 3 and nothing else. It was run once; neither the
build nor the tests run it. Totals are printed to standard error, and a test of the project checks them again.

Output: one row a pair of invoice number and customer, with the columns
    Invoice    the invoice number as it is; a cancellation starts with C, a bad-debt adjustment with A
    Time       the earliest time of its lines
    Customer   the customer number as a whole number, or empty where the shop recorded none
    Lines      how many lines were added up
    NetAmount  the sum of quantity times unit price in pounds, exact (decimal arithmetic), without trailing zeros
sorted by time, then invoice number, then customer.
"""

import csv
import gzip
import io
import sys
from decimal import Decimal


def open_text(path):
    raw = gzip.open(path) if path.endswith(".gz") else open(path, "rb")
    return io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")


def plain(amount):
    """12.50 as 12.5 and 0.000 as 0: trailing zeros say nothing about a sum."""
    text = format(amount, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    invoices = {}  # (invoice, customer) -> [earliest time, lines, net]
    with open_text(sys.argv[1]) as file:
        for row in csv.DictReader(file):
            customer = row["CustomerID"].strip()
            customer = str(int(Decimal(customer))) if customer else ""
            amount = Decimal(row["Quantity"]) * Decimal(row["UnitPrice"])
            entry = invoices.setdefault((row["InvoiceNo"], customer), [row["InvoiceDate"], 0, Decimal(0)])
            entry[0] = min(entry[0], row["InvoiceDate"])
            entry[1] += 1
            entry[2] += amount

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["Invoice", "Time", "Customer", "Lines", "NetAmount"])
    for (invoice, customer), (time, lines, net) in sorted(invoices.items(), key=lambda pair: (pair[1][0], pair[0])):
        out.writerow([invoice, time, customer, lines, plain(net)])

    members = {key: value for key, value in invoices.items() if key[1]}
    totals = {
        "rows": len(invoices),
        "lines": sum(lines for _, lines, _ in invoices.values()),
        "lines without a customer": sum(value[1] for key, value in invoices.items() if not key[1]),
        "customers": len({customer for _, customer in members}),
        "customers' invoices": len(members),
        "of them below zero": sum(net < 0 for _, _, net in members.values()),
        "of them cancellations (C...)": sum(invoice.startswith("C") for invoice, _ in members),
        "of them exactly zero": sum(net == 0 for _, _, net in members.values()),
        "net amount of customers": sum(net for _, _, net in members.values()),
    }
    for name, value in totals.items():
        print(f"{name}: {value}", file=sys.stderr)


if __name__ == "__main__":
    main()
