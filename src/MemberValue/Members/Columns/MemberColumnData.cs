using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// Arrays of equal length, one element per member, from which <see cref="MemberColumns"/> are made, for a shop that aggregates in its database. Leave out
/// what you do not have. Cells that a member does not have (a last purchase without a purchase) are null.
/// </summary>
public sealed class MemberColumnData
{
    private readonly Array?[] _given = new Array?[LogColumns.All.Count];

    /// <summary>Number of purchases; 0 or more. Required.</summary>
    public int[]? Purchases { get => (int[]?)_given[LogColumns.Purchases.Place]; set => _given[LogColumns.Purchases.Place] = value; }

    /// <summary>Number of orders; 0 or more.</summary>
    public int[]? Orders { get => (int[]?)_given[LogColumns.Orders.Place]; set => _given[LogColumns.Orders.Place] = value; }

    /// <summary>Cell of the first purchase, inside the window; null exactly where there is no purchase.</summary>
    public int?[]? FirstPurchaseCell { get => (int?[]?)_given[LogColumns.FirstPurchaseCell.Place]; set => _given[LogColumns.FirstPurchaseCell.Place] = value; }

    /// <summary>Cell of the last purchase, inside the window; null exactly where there is no purchase.</summary>
    public int?[]? LastPurchaseCell { get => (int?[]?)_given[LogColumns.LastPurchaseCell.Place]; set => _given[LogColumns.LastPurchaseCell.Place] = value; }

    /// <summary>Cell of the purchase before the last, null exactly where there are fewer than two.</summary>
    public int?[]? PreviousPurchaseCell
    {
        get => (int?[]?)_given[LogColumns.PreviousPurchaseCell.Place];
        set => _given[LogColumns.PreviousPurchaseCell.Place] = value;
    }

    /// <summary>Cell of the registration, not after the window; null where unknown.</summary>
    public int?[]? RegistrationCell { get => (int?[]?)_given[LogColumns.RegistrationCell.Place]; set => _given[LogColumns.RegistrationCell.Place] = value; }

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells; finite, 0 or more.</summary>
    public double[]? SumOfLogGaps { get => (double[]?)_given[LogColumns.SumOfLogGaps.Place]; set => _given[LogColumns.SumOfLogGaps.Place] = value; }

    /// <summary>Total of the sale rows; 0 or more.</summary>
    public decimal[]? Sales { get => (decimal[]?)_given[LogColumns.Sales.Place]; set => _given[LogColumns.Sales.Place] = value; }

    /// <summary>Total of the refund rows as a positive amount; 0 or more.</summary>
    public decimal[]? Refunds { get => (decimal[]?)_given[LogColumns.Refunds.Place]; set => _given[LogColumns.Refunds.Place] = value; }

    /// <summary>Sales less refunds. Left out, it is computed where both are given; given with both, it must equal their difference.</summary>
    public decimal[]? Net { get => (decimal[]?)_given[LogColumns.Net.Place]; set => _given[LogColumns.Net.Place] = value; }

    /// <summary>Total margin, null where it is not known for the whole member.</summary>
    public decimal?[]? Margin { get => (decimal?[]?)_given[LogColumns.Margin.Place]; set => _given[LogColumns.Margin.Place] = value; }

    /// <summary>Net spend in the cells that are purchases.</summary>
    public decimal[]? PurchaseSpend { get => (decimal[]?)_given[LogColumns.PurchaseSpend.Place]; set => _given[LogColumns.PurchaseSpend.Place] = value; }

    /// <summary>Net spend in the cell of the first purchase.</summary>
    public decimal[]? FirstPurchaseSpend
    {
        get => (decimal[]?)_given[LogColumns.FirstPurchaseSpend.Place];
        set => _given[LogColumns.FirstPurchaseSpend.Place] = value;
    }

    /// <summary>The w of the recent columns: how many cells are recent; at least 1 if one of those columns is given.</summary>
    public int RecentCells { get; set; }

    /// <summary>Purchases in the last w cells; 0 or more.</summary>
    public int[]? RecentPurchases { get => (int[]?)_given[LogColumns.RecentPurchases.Place]; set => _given[LogColumns.RecentPurchases.Place] = value; }

    /// <summary>Net spend in the last w cells.</summary>
    public decimal[]? RecentSpend { get => (decimal[]?)_given[LogColumns.RecentSpend.Place]; set => _given[LogColumns.RecentSpend.Place] = value; }

    /// <summary>Purchases in the w cells before; 0 or more.</summary>
    public int[]? EarlierPurchases { get => (int[]?)_given[LogColumns.EarlierPurchases.Place]; set => _given[LogColumns.EarlierPurchases.Place] = value; }

    /// <summary>Net spend in the w cells before.</summary>
    public decimal[]? EarlierSpend { get => (decimal[]?)_given[LogColumns.EarlierSpend.Place]; set => _given[LogColumns.EarlierSpend.Place] = value; }

    /// <summary>Cell of the last visit, not after the window; null where there is none.</summary>
    public int?[]? LastVisitCell { get => (int?[]?)_given[LogColumns.LastVisitCell.Place]; set => _given[LogColumns.LastVisitCell.Place] = value; }

    /// <summary>Visits in the last w cells; 0 or more.</summary>
    public int[]? RecentVisits { get => (int[]?)_given[LogColumns.RecentVisits.Place]; set => _given[LogColumns.RecentVisits.Place] = value; }

    /// <summary>Visits in the w cells before; 0 or more.</summary>
    public int[]? EarlierVisits { get => (int[]?)_given[LogColumns.EarlierVisits.Place]; set => _given[LogColumns.EarlierVisits.Place] = value; }

    /// <summary>What was given, in the order of the catalogue.</summary>
    internal IEnumerable<(MemberColumn Key, Array Values)> Given
    {
        get
        {
            foreach (var key in LogColumns.All)
            {
                if (_given[key.Place] is { } values)
                    yield return (key, values);
            }
        }
    }

    /// <summary>Gives a column by its key, as the property of that name does: for code that loops over <see cref="LogColumns.All"/>.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="key">A column of <see cref="LogColumns"/>.</param>
    /// <param name="values">One value per member; <see cref="MemberColumns.NoCell"/> for a cell that a member does not have.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The column is not one of a log: give it with <see cref="MemberColumns.With{T}(MemberColumn{T}, T[],
    /// ColumnNote)"/>.</exception>
    public void Set<T>(MemberColumn<T> key, T[] values)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(values);
        if (LogColumns.Find(key.Name) is not MemberColumn<T> known)
            throw Error.Argument($"The column {key.Name} is none of LogColumns; give it with columns.With(key, values).", nameof(key));
        _given[known.Place] = known.MayBeMissing ? MemberColumn<T>.Nullable(values) : values;
    }
}
