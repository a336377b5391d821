using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>The invoices of a real shop that come with the quickstart.</summary>
internal static class BundledShop
{
    public static IEnumerable<Transaction<string>> Rows() =>
        from line in File.ReadLines(Repository.PathOf("docs", "samples", "Quickstart", "data", "online-retail-invoices.csv")).Skip(1)
        let fields = line.Split(',') // Invoice,Time,Customer,Lines,NetAmount; no field is quoted
        select new Transaction<string>(
            fields[2], DateTime.Parse(fields[1], CultureInfo.InvariantCulture), decimal.Parse(fields[4], CultureInfo.InvariantCulture))
        {
            OrderId = fields[0],
        };
}
