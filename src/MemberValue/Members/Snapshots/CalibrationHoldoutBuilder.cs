namespace MemberValue.Members;

/// <summary>Reads one log and cuts it in two at a cell: see <see cref="CalibrationHoldout{TKey}"/>.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <remarks>Two builders side by side, each row read by the one that its time belongs to; the doors are those of <see cref="MemberTableBuilder{TKey}"/>.
/// In a log that is ordered per member each part has its own order: a calibration row behind a holdout row is not late.</remarks>
public sealed class CalibrationHoldoutBuilder<TKey> : LogReader<TKey>
    where TKey : notnull
{
    private readonly MemberTableBuilder<TKey> _calibration;
    private readonly MemberTableBuilder<TKey> _holdout;
    private readonly LogRules _rules;
    private readonly int _calibrationLast;

    /// <summary>Makes an empty builder.</summary>
    /// <param name="options">How the log is read; its window is that of both parts together.</param>
    /// <param name="calibrationLast">A time in the calibration's last cell; the holdout begins with the next.</param>
    /// <param name="comparer">When two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is wrong, or the calibration's last cell is not inside the window and before its last.</exception>
    public CalibrationHoldoutBuilder(MemberTableOptions options, EventTime calibrationLast, IEqualityComparer<TKey>? comparer = null)
    {
        _rules = LogRules.From(options);
        if (!_rules.TryCellOf(calibrationLast, out _calibrationLast)
            || _calibrationLast < _rules.FirstCell || _calibrationLast >= (_rules.LastCell ?? int.MaxValue))
        {
            throw new ArgumentException(
                $"The calibration's last cell, of {calibrationLast}, must lie in the window and leave at least one cell after it.", nameof(calibrationLast));
        }

        _calibration = new MemberTableBuilder<TKey>(_rules.Within(_rules.FirstCell, _calibrationLast), comparer);
        _holdout = new MemberTableBuilder<TKey>(_rules.Within(_calibrationLast + 1, _rules.LastCell), comparer) { SaleRows = [] };
    }

    /// <inheritdoc/>
    public override long RowsRead => _calibration.RowsRead + _holdout.RowsRead;

    /// <inheritdoc/>
    public override void Add(in Transaction<TKey> row)
    {
        try
        {
            BuilderOf(row.Time).Add(row);
        }
        catch (BadRowException error)
        {
            throw new BadRowException(RowsRead, error.Reason); // its number in the whole log
        }
    }

    /// <inheritdoc/>
    public override void Add(in MemberEvent<TKey> row)
    {
        try
        {
            BuilderOf(row.Time).Add(row);
        }
        catch (BadRowException error)
        {
            throw new BadRowException(RowsRead, error.Reason);
        }
    }

    /// <inheritdoc/>
    public override void Skip(string reason)
    {
        try
        {
            _calibration.Skip(reason);
        }
        catch (BadRowException error)
        {
            throw new BadRowException(RowsRead, error.Reason);
        }
    }

    /// <inheritdoc/>
    public override void AddRange(ReadOnlySpan<Transaction<TKey>> rows)
    {
        foreach (ref readonly var row in rows)
            Add(row);
    }

    /// <summary>Makes the two parts of all rows read so far.</summary>
    /// <param name="cancellationToken">Stops the building.</param>
    /// <returns>The calibration table with what its members did in the holdout.</returns>
    /// <exception cref="InvalidOperationException">There is no calibration row and no window, or no holdout row and no end of the window.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CalibrationHoldout<TKey> Build(CancellationToken cancellationToken = default)
    {
        if (_rules.LastCell is null && _holdout.LastSeen is null)
            throw new InvalidOperationException("No row lies after the calibration's last cell: set MemberTableOptions.WindowLast for a holdout that may be empty.");
        var calibration = _calibration.Build(cancellationToken);
        var holdout = _holdout.Build(cancellationToken);
        var purchases = new int[calibration.Count];
        var rows = new int[calibration.Count];
        var spend = new decimal[calibration.Count];
        var sales = new decimal[calibration.Count];
        var known = 0;
        for (var row = 0; row < holdout.Count; row++)
        {
            var key = holdout.Keys[row];
            if (!calibration.TryGetIndex(key, out var member))
                continue;
            known++;
            purchases[member] = holdout.Columns.Purchases[row];
            rows[member] = row < _holdout.SaleRows!.Count ? _holdout.SaleRows[row] : 0;
            spend[member] = holdout.Columns.PurchaseSpend[row];
            sales[member] = holdout.Columns.Sales[row];
        }

        return new CalibrationHoldout<TKey>(
            calibration, holdout.Window, purchases, rows,
            MoneyColumn.FromDecimals(spend.Length, i => spend[i]), MoneyColumn.FromDecimals(sales.Length, i => sales[i]),
            holdout.Count - known, calibration.Report!.Merge(holdout.Report!));
    }

    private MemberTableBuilder<TKey> BuilderOf(EventTime time) =>
        _rules.TryCellOf(time, out var cell) && cell > _calibrationLast ? _holdout : _calibration;
}
