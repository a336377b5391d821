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

    private readonly string? _server;

    /// <summary>An empty database: of a server, that of the environment without one; or of a file, in a folder of its own without one.</summary>
    public StoreData(string kind, string? server = null, string? folder = null)
    {
        _kind = kind;
        _server = server ?? StoreKind.PostgresServer;
        ConnectionString = kind == StoreKind.Postgres
            ? new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString
            : $"Data Source={Path.Combine(folder ?? _folder, "store.db")}";
    }

    /// <summary>A copy of a database that no store runs on.</summary>
    public StoreData Copy(string? folder = null)
    {
        var copy = new StoreData(_kind, _server, folder);
        if (_kind == StoreKind.Postgres)
        {
            using var connection = Open(_server!);
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'";
            command.ExecuteNonQuery();
            command.CommandText = $"CREATE DATABASE {copy._name} TEMPLATE {_name}";
            command.ExecuteNonQuery();
            return copy;
        }

        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder, "store.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder ?? copy._folder, Path.GetFileName(file)));
        return copy;
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
            using var connection = Open(_server!);
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
