using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Members;

public sealed partial class PurchaseLines<TKey>
{
    /// <summary>The same table with the columns of <see cref="LineColumns"/>. Everything else is shared, not copied.</summary>
    /// <param name="table">A table of the same members, as of a day on which no line used here lies in the future: of the log's end, or of a day in between
    /// when only the lines up to it were read. <see cref="MemberTableOptions.WindowLast"/> leaves later lines out.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A new table. A member without lines has no category, no share and no entropy (null and NaN), and 0 categories, items, lines and
    /// quantity. Members without a row in the table are left out.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">The table has another calendar or currency, lines lie outside its window, or it has a column of the same name
    /// and another type.</exception>
    /// <exception cref="OverflowException">A member's quantity does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public MemberTable<TKey> AddTo(MemberTable<TKey> table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        RequireFit(table);
        var pairs = _sums.ByMember(Count, out var starts);
        var columns = new Values(table.Count);
        RowChunks.ForEach(table.Count, (start, count) =>
        {
            var buffer = new int[16];
            for (var row = start; row < start + count; row++)
            {
                var member = Index.Find(table.Keys[row]);
                var own = member < 0 ? default : pairs.AsSpan(starts[member]..starts[member + 1]);
                if (own.Length > buffer.Length)
                    buffer = new int[2 * own.Length];
                columns.Set(row, new CategoryRanks(_sums, own, buffer), member < 0 ? 0 : _sums.Items(member).Count);
            }
        }, cancellationToken);
        return columns.AddTo(table);
    }

    /// <summary>What one member bought of each category, in the order in which <see cref="LineColumns"/> prefers them; lines without a known category
    /// are one of them.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>The categories; empty when there is no such member.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <remarks>Goes over all pairs: for single members, not for all of them.</remarks>
    public IReadOnlyList<MemberCategory> CategoriesOf(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var member = Index.Find(key);
        var own = Enumerable.Range(0, _sums.Pairs).Where(pair => _sums.MemberOf(pair) == member).ToArray();
        Array.Sort(own, (one, other) => CategoryRanks.Compare(_sums, one, other));
        return Array.AsReadOnly(Array.ConvertAll(own, pair =>
        {
            ref readonly var sums = ref _sums[pair];
            var category = _sums.CategoryOf(pair);
            return new MemberCategory(
                _sums.Names[category], CategorySums.Amount(sums.Net), sums.OrderCount, sums.Lines, CategorySums.Amount(sums.Quantity),
                sums.Lines > 0 ? DateOnly.FromDateTime(Rules.Calendar.StartOf(sums.LastCell)) : null, sums.IsKept && category != CategoryNames.None);
        }));
    }

    private void RequireFit(MemberTable<TKey> table)
    {
        var window = table.Window;
        if (!window.Calendar.Equals(Rules.Calendar))
            throw Error.Argument($"The table's cells are of the calendar {window.Calendar}, and those of the lines of {Rules.Calendar}.", nameof(table));
        Currencies.RequireSame(Currency, table.Currency, nameof(table));
        if (_firstSeen > _lastSeen || (_firstSeen >= window.FirstCell && _lastSeen <= window.LastCell))
            return;
        throw Error.Argument(
            $"The table's window is {window}, and lines were read from {Rules.Calendar.Format(_firstSeen)} through {Rules.Calendar.Format(_lastSeen)}: the "
                + $"table would know what lies outside its window. Set {nameof(MemberTableOptions)}.{nameof(MemberTableOptions.WindowFirst)} and "
                + $"{nameof(MemberTableOptions.WindowLast)}, so that other lines are left out, or take a table of their window.", nameof(table));
    }

    /// <summary>The values of all columns.</summary>
    private sealed class Values(int members)
    {
        private readonly string?[] _preferred = new string?[members];
        private readonly double[] _share = new double[members];
        private readonly string?[] _byOrders = new string?[members];
        private readonly double[] _orderShare = new double[members];
        private readonly string?[] _last = new string?[members];
        private readonly int[] _categories = new int[members];
        private readonly double[] _entropy = new double[members];
        private readonly double[] _diversity = new double[members];
        private readonly int[] _items = new int[members];
        private readonly int[] _lines = new int[members];
        private readonly double[] _quantity = new double[members];

        public void Set(int row, in CategoryRanks ranks, int items)
        {
            (_preferred[row], _share[row]) = (ranks.BySpend, ranks.ShareOfSpend);
            (_byOrders[row], _orderShare[row]) = (ranks.NameOf(ranks.MostOrders), ranks.ShareOfOrders);
            (_last[row], _categories[row]) = (ranks.NameOf(ranks.Last), ranks.Count);
            _entropy[row] = ranks.Entropy;
            _diversity[row] = Math.Exp(_entropy[row]);
            (_items[row], _lines[row], _quantity[row]) = (items, ranks.Lines, ranks.Quantity);
        }

        public MemberTable<TKey> AddTo(MemberTable<TKey> table) => table.With(table.Columns
            .With(LineColumns.PreferredCategory, _preferred)
            .With(LineColumns.PreferredCategoryShare, _share)
            .With(LineColumns.PreferredCategoryByOrders, _byOrders)
            .With(LineColumns.PreferredCategoryOrderShare, _orderShare)
            .With(LineColumns.LastCategory, _last)
            .With(LineColumns.Categories, _categories)
            .With(LineColumns.CategoryEntropy, _entropy)
            .With(LineColumns.CategoryDiversity, _diversity)
            .With(LineColumns.Items, _items)
            .With(LineColumns.Lines, _lines)
            .With(LineColumns.Quantity, _quantity));
    }
}
