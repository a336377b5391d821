using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Purchase histories with equal ones counted once, in a fixed order: what an attrition model is fitted to. Those of disjoint members can be added
/// (<see cref="Merge"/>), so several workers can send counts instead of members. Immutable and thread-safe.
/// </summary>
/// <remarks>Rows are ordered by x, then t_x, then T, so that neither the members' order nor the number of threads changes a bit of a fit.</remarks>
public sealed class PurchaseHistories
{
    private const double MostWeight = 1e15; // sums of weight times anything stay far below what a double holds

    private readonly double[] _x;
    private readonly double[] _tx;
    private readonly double[] _age;
    private readonly double[] _weight;

    /// <summary>Rows that are ordered and different already.</summary>
    private PurchaseHistories(double[] x, double[] tx, double[] age, double[] weight, TimeUnit unit, ObservationWindow? window, int without)
    {
        (_x, _tx, _age, _weight) = (x, tx, age, weight);
        Unit = unit;
        Window = window;
        MembersWithoutPurchase = without;
        foreach (var each in weight)
            Members += each;
    }

    /// <summary>The unit that the times are counted in.</summary>
    public TimeUnit Unit { get; }

    /// <summary>The window of the table that the rows come from; null for arrays, and for merged rows of different windows.</summary>
    public ObservationWindow? Window { get; }

    /// <summary>The number of different rows.</summary>
    public int Rows => _x.Length;

    /// <summary>The number of members: the sum of the weights.</summary>
    public double Members { get; }

    /// <summary>Members of the table who never bought: models of repeat purchases have no data about them, and they are left out.</summary>
    public int MembersWithoutPurchase { get; }

    /// <summary>x of each row: purchases after the first, as whole numbers.</summary>
    public ReadOnlySpan<double> RepeatPurchases => _x;

    /// <summary>t_x of each row: time from the first purchase to the last, in <see cref="Unit"/>.</summary>
    public ReadOnlySpan<double> TimesOfLastPurchase => _tx;

    /// <summary>T of each row: time from the first purchase to the end of the observation, in <see cref="Unit"/>.</summary>
    public ReadOnlySpan<double> Ages => _age;

    /// <summary>How many members have each row; above 0.</summary>
    public ReadOnlySpan<double> Weights => _weight;

    /// <summary>One row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The history that <see cref="Weights"/> members have.</returns>
    public PurchaseHistory this[int row] => new((int)_x[row], _tx[row], _age[row]);

    /// <summary>Reads the rows of a table in one time unit.</summary>
    /// <param name="members">The members, in the unit that the model is to count in.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">The view is <c>default</c>, or no member has a purchase.</exception>
    /// <exception cref="InvalidOperationException">First or last purchases were not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PurchaseHistories From(MemberTimeView members, CancellationToken cancellationToken = default)
    {
        if (!(members.Unit.Seconds > 0))
            throw new ArgumentException("The view is default; take table.In(unit).", nameof(members));
        var rows = HistoryRows.Read(members, out var without, cancellationToken);
        if (rows.Length == 0)
            throw Error.Argument($"None of the {members.Count} members has a purchase; a model needs at least one.", nameof(members));
        var different = 0;
        for (var i = 0; i < rows.Length; i++)
            different += i == 0 || rows[i] != rows[i - 1] ? 1 : 0;
        var (x, tx, age, weight) = (new double[different], new double[different], new double[different], new double[different]);
        var at = -1;
        for (var i = 0; i < rows.Length; i++)
        {
            RowChunks.Listen(i, cancellationToken);
            if (i == 0 || rows[i] != rows[i - 1])
            {
                at++;
                (x[at], tx[at], age[at]) = (rows[i].X, members.OfCells(rows[i].Tx), members.OfCells(rows[i].Age));
            }

            weight[at]++;
        }

        return new PurchaseHistories(x, tx, age, weight, members.Unit, members.Columns.Window, without);
    }

    /// <summary>Reads rows from arrays of equal length.</summary>
    /// <param name="repeatPurchases">x: purchases after the first; 0 or more.</param>
    /// <param name="timesOfLastPurchase">t_x: time from the first purchase to the last; 0 to T, and 0 where x is 0.</param>
    /// <param name="ages">T: time from the first purchase to the end of the observation; 0 or more, finite.</param>
    /// <param name="unit">The unit that the times are counted in.</param>
    /// <param name="weights">How many members have each row; above 0 and at most 1e15. Empty for one each.</param>
    /// <param name="allowTies">Whether a repeat purchase may come at the moment of the first, x above 0 with t_x = 0: true for instants that
    /// are rounded, false where all of a cell's rows are one purchase and such a row must be a mistake.</param>
    /// <returns>The rows, equal ones counted once.</returns>
    /// <exception cref="ArgumentException">No rows, lengths that differ, or a row that breaks a rule; the message names row, value and rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public static PurchaseHistories From(
        ReadOnlySpan<int> repeatPurchases, ReadOnlySpan<double> timesOfLastPurchase, ReadOnlySpan<double> ages, TimeUnit unit,
        ReadOnlySpan<double> weights = default, bool allowTies = false)
    {
        if (!(unit.Seconds > 0))
            throw Error.OutOfRange(nameof(unit), "The time unit is default and must be one of TimeUnit's.");
        if (repeatPurchases.Length == 0)
            throw new ArgumentException("There are no rows; a model needs at least one.", nameof(repeatPurchases));
        CheckLength(timesOfLastPurchase.Length, repeatPurchases.Length, nameof(timesOfLastPurchase));
        CheckLength(ages.Length, repeatPurchases.Length, nameof(ages));
        if (weights.Length > 0)
            CheckLength(weights.Length, repeatPurchases.Length, nameof(weights));
        var rows = new WeightedHistory[repeatPurchases.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            // Plus 0 makes a negative zero, which is equal but has other bits, a zero.
            rows[i] = new WeightedHistory(repeatPurchases[i], timesOfLastPurchase[i] + 0.0, ages[i] + 0.0, weights.Length > 0 ? weights[i] : 1);
            CheckRow(i, rows[i], allowTies);
        }

        return Collapse(rows, unit, window: null, without: 0);
    }

    /// <summary>Adds up the rows of disjoint sets of members.</summary>
    /// <param name="parts">The parts; one or more, all in one unit.</param>
    /// <returns>The rows of all.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parts"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">No parts, or parts in different units.</exception>
    public static PurchaseHistories Merge(params IReadOnlyCollection<PurchaseHistories> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("There are no parts to merge.", nameof(parts));
        var rows = new List<WeightedHistory>();
        var first = parts.First();
        ObservationWindow? window = first?.Window;
        var without = 0;
        foreach (var part in parts)
        {
            ArgumentNullException.ThrowIfNull(part, nameof(parts));
            if (!part.Unit.Equals(first!.Unit))
                throw Error.Argument($"One part counts in {first.Unit}, another in {part.Unit}; merge parts in one unit.", nameof(parts));
            window = Equals(window, part.Window) ? window : null;
            without += part.MembersWithoutPurchase;
            for (var i = 0; i < part.Rows; i++)
                rows.Add(new WeightedHistory(part._x[i], part._tx[i], part._age[i], part._weight[i]));
        }

        return Collapse([.. rows], first!.Unit, window, without);
    }

    /// <summary>What a model that is fitted to these rows says about its origin.</summary>
    internal FitOrigin Origin(FitOptions? options = null, CancellationToken cancellationToken = default) => new()
    {
        Window = Window,
        Members = Members,
        Rows = Rows,
        Unit = Unit,
        Fingerprint = Fingerprint(cancellationToken),
        Options = (options ?? new FitOptions()).InWords(),
    };

    private static PurchaseHistories Collapse(WeightedHistory[] rows, TimeUnit unit, ObservationWindow? window, int without)
    {
        // Equal rows meet in the order of their weights, so that their sum has the same bits in any order of the input.
        BucketSort.Sort(rows);
        var different = 1;
        for (var i = 1; i < rows.Length; i++)
            different += rows[i].SameHistory(rows[i - 1]) ? 0 : 1;
        var (x, tx, age, weight) = (new double[different], new double[different], new double[different], new double[different]);
        var at = -1;
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            if (i == 0 || !row.SameHistory(rows[i - 1]))
            {
                at++;
                (x[at], tx[at], age[at]) = (row.X, row.Tx, row.Age);
            }

            weight[at] += row.Weight;
        }

        return new PurchaseHistories(x, tx, age, weight, unit, window, without);
    }

    private static void CheckLength(int length, int expected, string name)
    {
        if (length != expected)
            throw Error.Argument($"There are {length} {name} for {expected} repeat purchases.", name);
    }

    private static void CheckRow(int index, in WeightedHistory row, bool allowTies)
    {
        (string Name, double Value, string Rule) wrong = row switch
        {
            { X: < 0 } => ("repeatPurchases", row.X, "must be 0 or more"),
            _ when !(row.Age >= 0 && row.Age <= double.MaxValue) => ("ages", row.Age, "must be a finite number, 0 or more"),
            _ when !(row.Tx >= 0 && row.Tx <= row.Age) =>
                ("timesOfLastPurchase", row.Tx, string.Create(CultureInfo.InvariantCulture, $"must be 0 to the age, {row.Age}")),
            { X: 0, Tx: > 0 } => ("timesOfLastPurchase", row.Tx, "must be 0 where there is no repeat purchase"),
            { X: > 0, Tx: 0 } when !allowTies =>
                ("timesOfLastPurchase", row.Tx, "must be above 0 where there are repeat purchases; set allowTies if instants are rounded"),
            _ when !(row.Weight > 0 && row.Weight <= MostWeight) => ("weights", row.Weight, "must be above 0 and at most 1e15"),
            _ => default,
        };
        if (wrong.Name is not null)
            throw Error.Argument($"{wrong.Name}[{index}] is {wrong.Value} and {wrong.Rule}.", wrong.Name);
    }

    private string Fingerprint(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes([Unit.Seconds]));
        foreach (var column in (double[][])[_x, _tx, _age, _weight])
            RowChunks.Append(hash, column, cancellationToken);
        return Convert.ToHexString(hash.GetHashAndReset(), 0, 8);
    }

    private readonly record struct WeightedHistory(double X, double Tx, double Age, double Weight) : IBucketRow<WeightedHistory>
    {
        public int Group => (int)X;

        public double Spread => X == 0 ? Age : Tx; // without a repeat purchase t_x is 0

        public bool SameHistory(in WeightedHistory other) => X.Equals(other.X) && Tx.Equals(other.Tx) && Age.Equals(other.Age);

        public int CompareTo(WeightedHistory other)
        {
            var order = X.CompareTo(other.X);
            order = order != 0 ? order : Tx.CompareTo(other.Tx);
            order = order != 0 ? order : Age.CompareTo(other.Age);
            return order != 0 ? order : Weight.CompareTo(other.Weight);
        }
    }

    /// <summary>Members, rows and unit in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Members} members in {Rows} rows, times in {Unit}");
}
