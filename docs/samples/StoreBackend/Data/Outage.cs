using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace StoreBackend.Data;

/// <summary>Tells a database that cannot be used now (it is stopped, starts up, is locked, or its disk is full) from a mistake that stays one.</summary>
public static class Outage
{
    public static bool Is(Exception error) => error is DbException database && IsOutage(database) || error.InnerException is { } inner && Is(inner);

    private static bool IsOutage(DbException error) => error switch
    {
        // Classes 08: connection; 53: no disk, memory or connection left; 57P: shut down or starting up; 58: a fault of the system.
        PostgresException known => known.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..] or ['5', '8', ..],
        NpgsqlException => true, // no answer of a server: the connection itself
        SqliteException known => known.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14, // busy, locked, read-only, disk error, full, cannot be opened
        _ => error.IsTransient,
    };
}
