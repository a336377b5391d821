namespace MemberValue.Members;

/// <summary>The counters behind an <see cref="IngestionReport"/>.</summary>
internal sealed class IngestionCounts
{
    private readonly long[] _outcomes = new long[RowOutcomes.Count];
    private readonly Dictionary<string, long> _hostReasons = new(StringComparer.Ordinal);

    public long Merged;

    public long BeforeWindow;

    public long Rounded;

    public long BadMargins;

    public long UnmatchedRefunds;

    public bool RepeatsLoad;

    public HourCounts Hours { get; init; } = new();

    public long Read { get; private set; }

    public void Add(RowOutcome outcome, long rows = 1)
    {
        _outcomes[(int)outcome] += rows;
        Read += rows;
    }

    public long Of(RowOutcome outcome) => _outcomes[(int)outcome];

    public void Add(RowNotes notes, long rows = 1)
    {
        Rounded += (notes & RowNotes.Rounded) != 0 ? rows : 0;
        BadMargins += (notes & RowNotes.BadMargin) != 0 ? rows : 0;
    }

    public void Add(string hostReason)
    {
        _hostReasons[hostReason] = _hostReasons.GetValueOrDefault(hostReason) + 1;
        Read++;
    }

    /// <summary>Counts used rows that another part had read before as skipped.</summary>
    public void Redeliver(IEnumerable<Redelivered> twice)
    {
        foreach (var rows in twice)
        {
            Merged -= rows.Merged;
            foreach (var (_, outcome) in rows.Rows)
                Redeliver(outcome);
        }
    }

    /// <summary>Counts a used row that another part had read before as skipped.</summary>
    public void Redeliver(RowOutcome outcome)
    {
        if (_outcomes[(int)outcome] == 0)
            return; // it was loaded from a saved state, not read
        _outcomes[(int)outcome]--;
        _outcomes[(int)RowOutcome.DeliveredBefore]++;
    }

    public void Add(IngestionCounts other)
    {
        for (var i = 0; i < _outcomes.Length; i++)
            _outcomes[i] += other._outcomes[i];
        foreach (var (reason, count) in other._hostReasons)
            _hostReasons[reason] = _hostReasons.GetValueOrDefault(reason) + count;
        Merged += other.Merged;
        BeforeWindow += other.BeforeWindow;
        Rounded += other.Rounded;
        BadMargins += other.BadMargins;
        Read += other.Read;
        Hours.Add(other.Hours);
    }

    public IngestionReport ToReport(long mergedLater, long registeredBeforeWindow)
    {
        var skipped = _hostReasons.ToList();
        for (var outcome = RowOutcome.NoMember; (int)outcome < RowOutcomes.Count; outcome++)
            skipped.Add(KeyValuePair.Create(outcome.Reason(), _outcomes[(int)outcome]));
        return new IngestionReport
        {
            SaleRows = _outcomes[(int)RowOutcome.Sale],
            MergedRows = Merged + mergedLater,
            RefundRows = _outcomes[(int)RowOutcome.Refund] + _outcomes[(int)RowOutcome.IgnoredRefund],
            Registrations = _outcomes[(int)RowOutcome.Registration],
            Visits = _outcomes[(int)RowOutcome.Visit],
            RoundedRows = Rounded,
            BadMargins = BadMargins,
            UnmatchedRefunds = UnmatchedRefunds,
            RepeatsLoad = RepeatsLoad,
            RowsByHour = Hours.ToList(),
            RowsBeforeWindow = BeforeWindow,
            MembersRegisteredBeforeWindow = registeredBeforeWindow,
            SkippedByReason = IngestionReport.Sorted(skipped),
        };
    }
}
