using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace MemberValue.Tests.Golden;

/// <summary>One invoice of the Online Retail extract.</summary>
/// <param name="Invoice">The invoice number; a cancellation starts with C.</param>
/// <param name="Time">The earliest time of its lines, on the shop's clock.</param>
/// <param name="Customer">The customer's number, or an empty text where the shop recorded none.</param>
/// <param name="Lines">How many lines it had.</param>
/// <param name="NetAmount">Pounds; below 0 for a cancellation.</param>
public sealed record OnlineRetailInvoice(string Invoice, DateTime Time, string Customer, int Lines, decimal NetAmount);

/// <summary>The extract that the quickstart reads too; its licence stands beside it.</summary>
public static class OnlineRetailData
{
    /// <summary>All invoices, by time, then number.</summary>
    public static IReadOnlyList<OnlineRetailInvoice> Invoices()
    {
        using var reader = new StreamReader(GoldenFile.Path("online-retail-invoices.csv"));
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
        return csv.GetRecords<OnlineRetailInvoice>().ToList();
    }
}
