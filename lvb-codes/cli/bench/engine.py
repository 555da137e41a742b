"""Runs the query of one engine in the current folder and prints its rows as CSV.

    python engine.py duckdb|clickhouse|spark QUERY

The seconds of the query alone, without the start of the engine, go to standard error.
"""

import csv
import sys
import time
from pathlib import Path


def duckdb(query):
    import duckdb

    return lambda: duckdb.sql(query).fetchall()


def clickhouse(query):
    import chdb

    # The text of the last row also ends in a line end.
    def run():
        text = str(chdb.query(query, "CSV"))
        return [(reason if reason != r"\N" else None, int(count)) for reason, count in csv.reader(text.splitlines())]

    return run


def spark(query):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false")
    session = builder.config("spark.log.level", "ERROR").getOrCreate()
    *views, last = (part for part in query.split(";") if part.strip())

    def run():
        for view in views:
            session.sql(view)
        return [tuple(row) for row in session.sql(last).collect()]

    return run


def main():
    name, path = sys.argv[1:]
    engines = {"duckdb": duckdb, "clickhouse": clickhouse, "spark": spark}
    run = engines[name](Path(path).read_text())
    start = time.perf_counter()
    rows = run()
    print(f"{time.perf_counter() - start:.3f}", file=sys.stderr)
    for reason, count in rows:
        print(f"{reason or 'null'},{count}")


main()
