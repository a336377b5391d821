using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Churn;

public sealed partial class ChurnInputs
{
    /// <summary>The same inputs with scores.</summary>
    /// <param name="scores">One score per member, in row order.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentException">Not one score per member.</exception>
    public ChurnInputs WithScores(ReadOnlyMemory<RfmScore> scores)
    {
        CheckLength(scores.Length, nameof(scores));
        var next = Copy();
        next._scores = scores;
        return next;
    }

    /// <summary>The same inputs with the scores of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="scores">The scores of the same table.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scores"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one score per member.</exception>
    public ChurnInputs WithScores<TKey>(MemberResults<TKey, RfmScore> scores)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scores);
        return WithScores(scores.Memory);
    }

    /// <summary>The same inputs with stages.</summary>
    /// <param name="stages">One stage per member, in row order.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentException">Not one stage per member.</exception>
    public ChurnInputs WithStages(ReadOnlyMemory<LifecycleStage> stages)
    {
        CheckLength(stages.Length, nameof(stages));
        var next = Copy();
        next._stages = stages;
        return next;
    }

    /// <summary>The same inputs with the stages of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="stages">The stages of the same table.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stages"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one stage per member.</exception>
    public ChurnInputs WithStages<TKey>(MemberResults<TKey, LifecycleStage> stages)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(stages);
        return WithStages(stages.Memory);
    }

    /// <summary>The same inputs with probabilities of a purchase.</summary>
    /// <param name="probabilities">One per member, 0 to 1; NaN where the model has none. What lies outside counts as missing.</param>
    /// <param name="horizonDays">How far ahead they look, in days; finite, above 0.</param>
    /// <param name="model">What the model is called, for the sentences.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentException">Not one probability per member, or no name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is out of range.</exception>
    public ChurnInputs WithProbabilityOfPurchase(ReadOnlyMemory<double> probabilities, double horizonDays, string model)
    {
        CheckLength(probabilities.Length, nameof(probabilities));
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        if (!(horizonDays > 0 && horizonDays <= double.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(horizonDays), horizonDays, "The horizon must be a finite number of days above 0.");
        var next = Copy();
        (next._purchase, next._horizonDays, next._purchaseModel) = (probabilities, horizonDays, model);
        return next;
    }

    /// <summary>The same inputs with probabilities of being active.</summary>
    /// <param name="probabilities">One per member, 0 to 1; NaN where the model has none. What lies outside counts as missing.</param>
    /// <param name="model">What the model is called, for the sentences.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentException">Not one probability per member, or no name.</exception>
    public ChurnInputs WithProbabilityAlive(ReadOnlyMemory<double> probabilities, string model)
    {
        CheckLength(probabilities.Length, nameof(probabilities));
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        var next = Copy();
        (next._alive, next._aliveModel) = (probabilities, model);
        return next;
    }

    /// <summary>The same inputs with one more column of your own, or another one in place of that of the same name.</summary>
    /// <param name="name">What rules call it; compared letter by letter.</param>
    /// <param name="values">One value per member, in row order; NaN where it is missing.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentException">Not one value per member, or no name.</exception>
    public ChurnInputs WithColumn(string name, ReadOnlyMemory<double> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        CheckLength(values.Length, nameof(values));
        var next = Copy();
        next._columns = new Dictionary<string, ReadOnlyMemory<double>>(_columns, StringComparer.Ordinal) { [name] = values };
        return next;
    }

    /// <summary>The same inputs with those of an earlier snapshot, whose members are joined by their keys.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The table that these inputs are of.</param>
    /// <param name="earlierTable">The table of the earlier snapshot.</param>
    /// <param name="earlier">The inputs of the earlier snapshot.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A table is not that of the inputs, or the snapshot is not an earlier one of the same calendar.</exception>
    public ChurnInputs WithEarlier<TKey>(MemberTable<TKey> table, MemberTable<TKey> earlierTable, ChurnInputs earlier)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(earlierTable);
        ArgumentNullException.ThrowIfNull(earlier);
        if (!ReferenceEquals(table.Columns, Columns))
            throw new ArgumentException("These inputs were made of other columns than this table's.", nameof(table));
        if (!ReferenceEquals(earlierTable.Columns, earlier.Columns))
            throw new ArgumentException("The earlier inputs were made of other columns than this table's.", nameof(earlierTable));
        return WithEarlier(earlier, earlierTable.KeySet.RowsOf(table.KeySet));
    }

    /// <summary>The same inputs with those of an earlier snapshot.</summary>
    /// <param name="earlier">The inputs of the earlier snapshot.</param>
    /// <param name="rows">The row that each member has in it; -1 for one who was not there. Copied.</param>
    /// <returns>New inputs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one row per member, no such row, or the snapshot is not an earlier one of the same calendar.</exception>
    public ChurnInputs WithEarlier(ChurnInputs earlier, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        CheckLength(rows.Length, nameof(rows));
        var (now, then) = (Columns.Window, earlier.Columns.Window);
        if (then.Calendar != now.Calendar)
            throw new ArgumentException($"The earlier snapshot has cells of {then.Calendar}, this one of {now.Calendar}.", nameof(earlier));
        if (then.LastCell > now.LastCell)
        {
            throw new ArgumentException(
                $"The earlier snapshot ends on {then.Calendar.Format(then.LastCell)}, after this one, {now.Calendar.Format(now.LastCell)}.", nameof(earlier));
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < -1 || rows[i] >= earlier.Count)
                throw new ArgumentException($"rows[{i}] is {rows[i]}; it must be -1 to {earlier.Count - 1}.", nameof(rows));
        }

        var next = Copy();
        (next._earlier, next._earlierRows) = (earlier, rows.ToArray());
        return next;
    }

    private ChurnInputs Copy() => (ChurnInputs)MemberwiseClone();

    private void CheckLength(int length, string name)
    {
        if (length != Count)
            throw new ArgumentException($"There are {length} values for {Count} members.", name);
    }
}
