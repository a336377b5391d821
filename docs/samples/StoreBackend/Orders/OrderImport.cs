using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Data;
using StoreBackend.Endpoints;
using StoreBackend.Shop;

namespace StoreBackend.Orders;

/// <summary>What an import did.</summary>
public sealed record ImportReport(int Read, int Added, int AlreadyThere);

/// <summary>A file that cannot be imported: the message names line, column and value.</summary>
public sealed class ImportException(string message) : Exception(message);

/// <summary>Loads orders from a CSV file with the columns Invoice, Time, Customer and NetAmount. Numbers that are there already are passed over, so an import
/// that broke off can be run again.</summary>
public sealed class OrderImport(IDbContextFactory<StoreContext> contexts, ShopCalendar calendar, OrderCheck check)
{
    private const int BatchSize = 1_000;
    private const string Ids = "a text of 1 to 64 characters without control characters";

    /// <summary>The invoices of an online shop, 2010-12-01 through 2011-12-09.</summary>
    public static string BundledFile => Path.Combine(AppContext.BaseDirectory, "data", "online-retail-invoices.csv");

    public async Task<ImportReport> ImportAsync(TextReader file, CancellationToken cancellationToken)
    {
        var report = new ImportReport(0, 0, 0);
        foreach (var batch in Read(file).Chunk(BatchSize))
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var numbers = batch.Select(order => order.Number).ToArray();
            var known = await db.Orders.Where(order => numbers.Contains(order.Number)).Select(order => order.Number).ToHashSetAsync(cancellationToken);
            var fresh = batch.DistinctBy(order => order.Number).Where(order => !known.Contains(order.Number)).ToList();
            db.Orders.AddRange(fresh);
            await db.SaveChangesAsync(cancellationToken); // one transaction
            report = new ImportReport(report.Read + batch.Length, report.Added + fresh.Count, report.AlreadyThere + batch.Length - fresh.Count);
        }

        return report;
    }

    private IEnumerable<Order> Read(TextReader file)
    {
        using var csv = new CsvReader(file, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        if (!csv.Read() || !csv.ReadHeader())
            throw new ImportException("The file is empty; it must begin with the line Invoice,Time,Customer,NetAmount.");
        foreach (var column in (string[])["Invoice", "Time", "Customer", "NetAmount"])
        {
            if (!csv.HeaderRecord!.Contains(column, StringComparer.Ordinal))
                throw new ImportException($"The file has no column {column}; it has {string.Join(", ", csv.HeaderRecord!)}.");
        }

        while (csv.Read())
        {
            var customer = csv.GetField("Customer");
            yield return new Order
            {
                Number = csv.GetField("Invoice") is { } number && OrderCheck.IsId(number) ? number : throw Bad(csv, "Invoice", Ids),
                Member = string.IsNullOrEmpty(customer) ? null : OrderCheck.IsId(customer) ? customer : throw Bad(csv, "Customer", $"empty, or {Ids}"),
                OrderedAt = DateTime.TryParseExact(csv.GetField("Time"), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                    ? UtcOf(time) ?? throw Bad(csv, "Time", "a time from 1990-01-01 through now")
                    : throw Bad(csv, "Time", "a time on the shop's clock such as 2011-12-09 12:50:00"),
                Amount = decimal.TryParse(
                    csv.GetField("NetAmount"), NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount)
                    ? amount
                    : throw Bad(csv, "NetAmount", "an amount such as 12.50"),
            };
        }
    }

    private DateTime? UtcOf(DateTime wallClock) =>
        wallClock.Year is > 1 and < 9999 && calendar.ToUtc(wallClock) is var utc && check.IsTime(utc) ? utc : null;

    private static ImportException Bad(CsvReader csv, string column, string allowed) =>
        new($"Line {csv.Parser.RawRow}: {column} is '{FieldErrors.Shortened(csv.GetField(column) ?? "")}'; it must be {allowed}.");
}
