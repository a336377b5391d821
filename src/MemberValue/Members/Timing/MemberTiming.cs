namespace MemberValue.Members;

/// <summary>The timing of one member in a window: what the columns of <see cref="TimingColumns"/> hold.</summary>
internal readonly struct MemberTiming
{
    public double GapVariation { get; private init; }

    public double Clumpiness { get; private init; }

    public int Visits { get; private init; }

    public int VisitCells { get; private init; }

    public double VisitsPer30Days { get; private init; }

    /// <param name="window">The window.</param>
    /// <param name="purchases">The cells with a purchase in the window, ascending.</param>
    /// <param name="visits">The visits in the window.</param>
    /// <param name="registration">The cell of the registration, or <see cref="MemberColumns.NoCell"/>.</param>
    public static MemberTiming Of(ObservationWindow window, ReadOnlySpan<int> purchases, in VisitSums visits, int registration)
    {
        var (squares, gapLogs) = (Int128.Zero, 0.0);
        for (var i = 1; i < purchases.Length; i++)
        {
            var gap = (long)purchases[i] - purchases[i - 1];
            squares += (Int128)gap * gap;
            gapLogs += Members.Clumpiness.OfGap(gap);
        }

        var (gaps, length) = (purchases.Length - 1, purchases.IsEmpty ? 0 : (long)purchases[^1] - purchases[0]);
        var open = purchases.IsEmpty ? 0 : window.LastCell + 1L - purchases[^1];
        return new MemberTiming
        {
            GapVariation = gaps < 2 ? double.NaN : Math.Sqrt((double)(gaps * squares - (Int128)length * length) * gaps / (gaps - 1)) / length,
            Clumpiness = gaps < 1 ? double.NaN : Members.Clumpiness.Measure(gaps, gapLogs + Members.Clumpiness.OfGap(open), length + open),
            Visits = visits.Visits,
            VisitCells = visits.Cells,
            VisitsPer30Days = PerMonth(window, visits, FirstSeen(window, purchases, visits, registration)),
        };
    }

    private static int FirstSeen(ObservationWindow window, ReadOnlySpan<int> purchases, in VisitSums visits, int registration)
    {
        var first = purchases.IsEmpty ? int.MaxValue : purchases[0];
        if (visits.Cells > 0)
            first = Math.Min(first, visits.First);
        if (registration != MemberColumns.NoCell && registration <= window.LastCell)
            first = Math.Min(first, Math.Max(registration, window.FirstCell));
        return first;
    }

    private static double PerMonth(ObservationWindow window, in VisitSums visits, int firstSeen) => firstSeen == int.MaxValue
        ? double.NaN
        : 30 * visits.Visits / TimeConversion.ToDays(window.Calendar).Of(window.LastCell + 1L - firstSeen);
}

/// <summary>The visits of a member in a window.</summary>
internal struct VisitSums
{
    public int Visits;
    public int Cells;
    public int First;

    public void Add(int cell, int visits)
    {
        First = Cells == 0 ? cell : First;
        Cells++;
        Visits += visits;
    }
}

/// <summary>The columns of some members, to be filled row by row.</summary>
internal sealed class TimingWriter(int rows, bool hasVisits)
{
    private readonly (double[] Variation, double[] Clumpiness) _gaps = (new double[rows], new double[rows]);
    private readonly (int[] Visits, int[] Cells, double[] Rate) _visits = hasVisits ? (new int[rows], new int[rows], new double[rows]) : ([], [], []);

    public void Write(int row, in MemberTiming timing)
    {
        (_gaps.Variation[row], _gaps.Clumpiness[row]) = (timing.GapVariation, timing.Clumpiness);
        if (hasVisits)
            (_visits.Visits[row], _visits.Cells[row], _visits.Rate[row]) = (timing.Visits, timing.VisitCells, timing.VisitsPer30Days);
    }

    public MemberColumns AddTo(MemberColumns columns)
    {
        columns = columns.With(TimingColumns.GapVariation, _gaps.Variation).With(TimingColumns.Clumpiness, _gaps.Clumpiness);
        return !hasVisits
            ? columns
            : columns.With(TimingColumns.Visits, _visits.Visits).With(TimingColumns.VisitCells, _visits.Cells)
                .With(TimingColumns.VisitsPer30Days, _visits.Rate);
    }
}
