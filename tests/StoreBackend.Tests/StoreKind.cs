using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace StoreBackend.Tests;

/// <summary>The databases that each test runs on: SQLite always, PostgreSQL where MEMBERVALUE_POSTGRES has a connection string.</summary>
public static class StoreKind
{
    public const string Sqlite = "SQLite";

    public const string Postgres = "PostgreSQL";

    internal static string? PostgresServer { get; } = Environment.GetEnvironmentVariable("MEMBERVALUE_POSTGRES") is { Length: > 0 } text ? text : null;

    public static TheoryData<string> All => PostgresServer is null ? [Sqlite] : [Sqlite, Postgres];
}

/// <summary>A database of its own for one store; gone when disposed. Read with SQL, past the store's own code.</summary>
internal sealed class StoreData : IDisposable
{
    private readonly string _kind;
    private readonly string _folder = Directory.CreateTempSubdirectory("store-").FullName;
    private readonly string _name = $"store_{Guid.NewGuid():N}";

    public StoreData(string kind)
    {
        _kind = kind;
        ConnectionString = kind == StoreKind.Postgres
            ? new NpgsqlConnectionStringBuilder(StoreKind.PostgresServer) { Database = _name }.ConnectionString
            : $"Data Source={Path.Combine(_folder, "store.db")}";
    }

    public string ConnectionString { get; }

    /// <summary>What the store is told, in an environment variable.</summary>
    public string Setting => _kind == StoreKind.Postgres ? "ConnectionStrings__Store" : "ConnectionStrings__Embedded";

    /// <summary>All rows of a query, each as one text.</summary>
    public List<string> Rows(string sql)
    {
        using var connection = Open(ConnectionString);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own words
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = Enumerable.Range(0, reader.FieldCount)
                .Select(i => $"{reader.GetName(i)}={Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)}");
            rows.Add(string.Join(" | ", values));
        }

        return rows;
    }

    public void Dispose()
    {
        if (_kind == StoreKind.Postgres)
        {
            using var connection = Open(StoreKind.PostgresServer!);
            using var command = connection.CreateCommand();
            command.CommandText = $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)";
            command.ExecuteNonQuery();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private DbConnection Open(string connectionString)
    {
        DbConnection connection = _kind == StoreKind.Postgres
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString)
            : new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }
}
