using System.Globalization;
using System.Security.Cryptography;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// How often members bought and what they spent per purchase on average, equal rows counted once and in a fixed order: what the Gamma-Gamma model
/// is fitted to. Those of disjoint members can be added (<see cref="Merge"/>). Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Rows are ordered by number of purchases, then mean spend, so that neither the members' order nor the number of threads changes a bit of a fit.
/// </remarks>
public sealed class SpendHistories
{
    private const double MostWeight = 1e15; // sums of weight times anything stay far below what a double holds

    private readonly double[] _x;
    private readonly double[] _m;
    private readonly double[] _weight;

    internal SpendHistories(
        ReadOnlySpan<SpendRow> ordered, SpendBasis basis, ObservationWindow? window, double without, double leftOut,
        CancellationToken cancellationToken = default)
    {
        // Equal rows meet in the order of their weights, so that their sum has the same bits in any order of the input.
        var different = 0;
        for (var i = 0; i < ordered.Length; i++)
            different += i > 0 && ordered[i].SameSpend(ordered[i - 1]) ? 0 : 1;
        (_x, _m, _weight) = (new double[different], new double[different], new double[different]);
        var at = -1;
        for (var i = 0; i < ordered.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            ref readonly var row = ref ordered[i];
            if (i == 0 || !row.SameSpend(ordered[i - 1]))
                (_x[++at], _m[at]) = (row.Purchases, row.MeanSpend);
            _weight[at] += row.Weight;
        }

        foreach (var each in _weight)
            Members += each;
        (Basis, Window, MembersWithoutPurchase, MembersWithoutSpend) = (basis, window, without, leftOut);
    }

    /// <summary>Which purchases the rows look at.</summary>
    public SpendBasis Basis { get; }

    /// <summary>The window of the table that the rows come from; null for arrays, and for merged rows of different windows.</summary>
    public ObservationWindow? Window { get; }

    /// <summary>The number of different rows.</summary>
    public int Rows => _x.Length;

    /// <summary>The number of members: the sum of the weights.</summary>
    public double Members { get; }

    /// <summary>Members without a purchase on the basis (who never bought, or never again): they have no mean spend and are left out.</summary>
    public double MembersWithoutPurchase { get; }

    /// <summary>Members whose purchases add up to 0 or less: the model is for spends above 0, and they are left out.</summary>
    public double MembersWithoutSpend { get; }

    /// <summary>Number of purchases of each row, 1 or more, as whole numbers.</summary>
    public ReadOnlySpan<double> Purchases => _x;

    /// <summary>Mean spend per purchase of each row, above 0, in the table's currency.</summary>
    public ReadOnlySpan<double> MeanSpends => _m;

    /// <summary>How many members have each row; above 0.</summary>
    public ReadOnlySpan<double> Weights => _weight;

    /// <summary>How far mean spend is related to the number of purchases, over these members.</summary>
    public SpendIndependence Independence => SpendCorrelation.Of(_x, _m, _weight, Members);

    /// <summary>Reads the rows of a table.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="basis">Which purchases count.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="basis"/> is not defined.</exception>
    /// <exception cref="ArgumentException">No member has a purchase on the basis with a spend above 0.</exception>
    /// <exception cref="InvalidOperationException">Purchases or their spend were not fed (or the first purchases', which repeat purchases need).</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SpendHistories From(
        MemberColumns columns, SpendBasis basis = SpendBasis.RepeatPurchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        CheckBasis(basis);
        var rows = SpendRows.Read(new SpendColumns(columns, basis), columns.Count, out var without, out var leftOut, cancellationToken);
        if (rows.Length == 0)
            throw Error.Argument(
                $"None of the {columns.Count} members has {(basis == SpendBasis.RepeatPurchases ? "a repeat purchase" : "a purchase")} with a spend above "
                    + $"0; a model needs at least one.",
                nameof(columns));
        return new SpendHistories(rows, basis, columns.Window, without, leftOut, cancellationToken);
    }

    /// <summary>Reads rows from arrays of equal length.</summary>
    /// <param name="purchases">Number of purchases on the basis; 0 or more. Rows with 0 are left out and counted in
    /// <see cref="MembersWithoutPurchase"/>.</param>
    /// <param name="meanSpends">Mean spend of those purchases; finite. Rows with purchases and 0 or less here are left out and counted in
    /// <see cref="MembersWithoutSpend"/>.</param>
    /// <param name="weights">How many members have each row; above 0 and at most 1e15. Empty for one each.</param>
    /// <param name="basis">Which purchases these are.</param>
    /// <returns>The rows, equal ones counted once.</returns>
    /// <exception cref="ArgumentException">No rows, lengths that differ, a row that breaks a rule (the message names it), or every row is left
    /// out.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="basis"/> is not defined.</exception>
    public static SpendHistories From(
        ReadOnlySpan<int> purchases, ReadOnlySpan<double> meanSpends, ReadOnlySpan<double> weights = default, SpendBasis basis = SpendBasis.RepeatPurchases)
    {
        CheckBasis(basis);
        if (meanSpends.Length != purchases.Length)
            throw Error.Argument($"There are {meanSpends.Length} mean spends for {purchases.Length} numbers of purchases.", nameof(meanSpends));
        if (weights.Length > 0 && weights.Length != purchases.Length)
            throw Error.Argument($"There are {weights.Length} weights for {purchases.Length} numbers of purchases.", nameof(weights));
        var rows = new List<SpendRow>(purchases.Length);
        double without = 0, leftOut = 0;
        for (var i = 0; i < purchases.Length; i++)
        {
            var row = new SpendRow(purchases[i], meanSpends[i], weights.Length > 0 ? weights[i] : 1);
            CheckRow(i, row);
            if (row.Purchases == 0)
                without += row.Weight;
            else if (row.MeanSpend <= 0)
                leftOut += row.Weight;
            else
                rows.Add(row);
        }

        if (rows.Count == 0)
            throw new ArgumentException("No row has a purchase with a spend above 0; a model needs at least one.", nameof(purchases));
        var ordered = rows.ToArray();
        BucketSort.Sort(ordered);
        return new SpendHistories(ordered, basis, window: null, without, leftOut);
    }

    /// <summary>Adds up the rows of disjoint sets of members.</summary>
    /// <param name="parts">The parts; one or more, all on one basis.</param>
    /// <returns>The rows of all.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parts"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">No parts, or parts on different bases.</exception>
    public static SpendHistories Merge(params IReadOnlyCollection<SpendHistories> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("There are no parts to merge.", nameof(parts));
        var rows = new List<SpendRow>();
        var first = parts.First();
        var window = first?.Window;
        double without = 0, leftOut = 0;
        foreach (var part in parts)
        {
            ArgumentNullException.ThrowIfNull(part, nameof(parts));
            if (part.Basis != first!.Basis)
                throw Error.Argument($"One part looks at {first.Basis}, another at {part.Basis}; merge parts on one basis.", nameof(parts));
            window = Equals(window, part.Window) ? window : null;
            (without, leftOut) = (without + part.MembersWithoutPurchase, leftOut + part.MembersWithoutSpend);
            for (var i = 0; i < part.Rows; i++)
                rows.Add(new SpendRow((int)part._x[i], part._m[i], part._weight[i]));
        }

        var ordered = rows.ToArray();
        BucketSort.Sort(ordered);
        return new SpendHistories(ordered, first!.Basis, window, without, leftOut);
    }

    /// <summary>What a model that is fitted to these rows says about its origin.</summary>
    internal FitOrigin Origin(FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)Basis]);
        foreach (var column in (double[][])[_x, _m, _weight])
            RowChunks.Append(hash, column, cancellationToken);
        return new FitOrigin
        {
            Window = Window,
            Members = Members,
            Rows = Rows,
            Fingerprint = Convert.ToHexString(hash.GetHashAndReset(), 0, 8),
            Options = (options ?? new FitOptions()).InWords(),
        };
    }

    internal static void CheckBasis(SpendBasis basis)
    {
        if (!Enum.IsDefined(basis))
            throw Error.OutOfRange(nameof(basis), $"The basis is {basis} and must be RepeatPurchases or AllPurchases.");
    }

    private static void CheckRow(int index, in SpendRow row)
    {
        (string Name, double Value, string Rule) wrong = row switch
        {
            { Purchases: < 0 } => ("purchases", row.Purchases, "must be 0 or more"),
            _ when !double.IsFinite(row.MeanSpend) => ("meanSpends", row.MeanSpend, "must be a finite number"),
            _ when !(row.Weight > 0 && row.Weight <= MostWeight) => ("weights", row.Weight, "must be above 0 and at most 1e15"),
            _ => default,
        };
        if (wrong.Name is not null)
            throw Error.Argument($"{wrong.Name}[{index}] is {wrong.Value} and {wrong.Rule}.", wrong.Name);
    }

    /// <summary>Members, rows and basis in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Members} members in {Rows} rows, spend of {Basis}");
}
