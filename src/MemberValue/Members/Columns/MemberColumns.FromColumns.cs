using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberColumns
{
    /// <summary>Creates columns from arrays, for a shop that aggregates in its database. The arrays are copied, and every row is checked.</summary>
    /// <param name="window">The window that the numbers were computed over.</param>
    /// <param name="data">The arrays; <see cref="MemberColumnData.Purchases"/> is required, all that are given have its length.</param>
    /// <returns>The columns.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Arrays of different lengths, or a row whose numbers contradict each other or the window: the
    /// message names column, row, value and what is allowed.</exception>
    public static MemberColumns FromColumns(ObservationWindow window, MemberColumnData data)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Purchases is null)
            throw new ArgumentException("MemberColumnData.Purchases is required: give the number of purchases of each member.", nameof(data));

        var count = data.Purchases.Length;
        var recent = false;
        var fed = new List<ColumnValues>();
        foreach (var (key, values) in data.Given)
        {
            if (values.Length != count)
                throw Error.Argument($"{Owner}{key.Name} has {values.Length} elements and must have {count}, as Purchases has.", nameof(data));
            fed.Add(ColumnFeed.Of(key, values, window, Owner));
            recent |= key.IsRecent;
        }

        if (recent ? data.RecentCells < 1 : data.RecentCells < 0)
        {
            throw Error.Argument($"{Owner}RecentCells is {data.RecentCells}; with a recent or earlier column it must be at least 1.", nameof(data));
        }

        return Checked(window, count, fed, recent ? data.RecentCells : 0, Owner);
    }

    private const string Owner = nameof(MemberColumnData) + ".";

    /// <summary>Columns whose values were checked one by one, now checked against each other; net, where it is missing, is sales less refunds.</summary>
    /// <exception cref="ArgumentException">Columns contradict each other; the message names column, row, value and what is allowed.</exception>
    internal static MemberColumns Checked(ObservationWindow window, int count, IEnumerable<ColumnValues> fed, int recentCells, string owner)
    {
        var columns = Of(window, count, fed, recentCells);
        foreach (var relation in ColumnRelation.All)
        {
            if (columns.Has(relation.Subject) && relation.FirstBroken(columns) is var (row, value, allowed))
                throw ColumnFeed.BadRow(owner, relation.Subject, row, value, allowed);
        }

        if (!columns.Has(LogColumns.Sales) || !columns.Has(LogColumns.Refunds))
            return columns;
        var (sales, refunds) = (columns.Sales, columns.Refunds);
        var net = columns.Has(LogColumns.Net) ? columns.Net : null; // which may differ by a rounding
        if (net is not null && Enumerable.Range(0, count).All(row => net[row] == sales[row] - refunds[row]))
            return columns;
        return columns.With(LogColumns.Net, MoneyColumn.FromDecimals(count, row => sales[row] - refunds[row]));
    }

    /// <summary>The values of a column, or none where it was not fed.</summary>
    internal ReadOnlySpan<T> ValuesOrNone<T>(MemberColumn<T> key) => Has(key) ? Values(key) : default;
}
