using FsCheck;
using FsCheck.Fluent;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class FoldsTests
{
    [Fact]
    public void Rows_and_both_classes_are_spread_within_one() => Law.Holds(Rows(), rows =>
    {
        var (labels, _, folds, seed) = rows;
        if (labels.Length < folds)
            return true;
        var result = Folds.Stratified(labels, folds, seed);
        var shares = Enumerable.Range(0, folds).Select(result.Positives).ToList();
        return IsPartition(result, labels) && Spread(shares.Select(share => share.Of)) <= 1 && Spread(shares.Select(share => share.Count)) <= 1
            && Spread(shares.Select(share => share.Of - share.Count)) <= 1;
    });

    [Fact]
    public void All_rows_of_a_group_are_in_one_fold() => Law.Holds(Rows(), rows =>
    {
        var (labels, groups, folds, seed) = rows;
        if (groups.Distinct().Count() < folds)
            return true;
        var result = Folds.Stratified(labels, groups, folds, seed);
        var foldOf = result.FoldOf.ToArray();
        return IsPartition(result, labels) && groups.Zip(foldOf).GroupBy(pair => pair.First)
            .All(group => group.Select(pair => pair.Second).Distinct().Count() == 1)
            && Enumerable.Range(0, folds).All(fold => result.Positives(fold).Of > 0);
    });

    /// <summary>Where a group has one label throughout, no two folds differ by more of that label than the largest such group.</summary>
    [Fact]
    public void Groups_of_one_label_are_spread_within_the_largest() => Law.Holds(Rows(), rows =>
    {
        var (_, groups, folds, seed) = rows;
        if (groups.Distinct().Count() < folds)
            return true;
        var labels = Array.ConvertAll(groups, group => group % 3 == 0);
        var result = Folds.Stratified(labels, groups, folds, seed);
        var shares = Enumerable.Range(0, folds).Select(result.Positives).ToList();
        long Largest(bool label) =>
            groups.Where(group => group % 3 == 0 == label).GroupBy(group => group).Select(group => group.LongCount()).DefaultIfEmpty(0).Max();
        return Spread(shares.Select(share => share.Count)) <= Largest(true) && Spread(shares.Select(share => share.Of - share.Count)) <= Largest(false);
    });

    [Fact]
    public void A_member_base_with_several_rows_each_is_spread_evenly()
    {
        var random = new Random(1);
        var groups = Enumerable.Range(0, 5_000).SelectMany(member => Enumerable.Repeat(member, random.Next(1, 5))).ToArray();
        var labels = groups.Select(group => random.NextDouble() < (group % 2 == 0 ? 0.1 : 0.4)).ToArray();
        var folds = Folds.Stratified(labels, groups, 10, 1);
        var shares = Enumerable.Range(0, 10).Select(folds.Positives).ToList();
        Assert.True(Spread(shares.Select(share => share.Of)) <= 2);
        Assert.True(Spread(shares.Select(share => share.Count)) <= 2);
        Assert.True(folds.EveryFoldHasBothClasses);
    }

    [Fact]
    public void A_seed_gives_the_same_folds_and_another_seed_others()
    {
        var labels = Enumerable.Range(0, 100).Select(i => i % 3 == 0).ToArray();
        var groups = Enumerable.Range(0, 100).Select(i => i / 2).ToArray();
        Assert.Equal(Folds.Stratified(labels, 5, 7).FoldOf, Folds.Stratified(labels, 5, 7).FoldOf);
        Assert.NotEqual(Folds.Stratified(labels, 5, 7).FoldOf.ToArray(), Folds.Stratified(labels, 5, 8).FoldOf.ToArray());
        Assert.NotEqual(Folds.Stratified(labels, groups, 5, 7).FoldOf.ToArray(), Folds.Stratified(labels, groups, 5, 8).FoldOf.ToArray());
        // What a seed draws is a promise: these folds must never change. Recomputed by a second implementation, in Python.
        Assert.Equal([1, 3, 1, 3, 1, 0, 0, 0, 2, 2], Folds.Stratified(labels.AsSpan(0, 10), 4, 1).FoldOf.ToArray());
    }

    [Fact]
    public void With_groups_the_order_of_rows_does_not_matter() => Law.Holds(Rows(), rows =>
    {
        var (labels, groups, folds, seed) = rows;
        if (groups.Distinct().Count() < folds)
            return true;
        var order = Enumerable.Range(0, labels.Length).ToArray();
        new Random(seed).Shuffle(order);
        var moved = Folds.Stratified(Array.ConvertAll(order, row => labels[row]), Array.ConvertAll(order, row => groups[row]), folds, seed);
        return Array.ConvertAll(order, row => Folds.Stratified(labels, groups, folds, seed).FoldOf[row]).AsSpan().SequenceEqual(moved.FoldOf);
    });

    [Fact]
    public void Bad_input_is_named()
    {
        bool[] labels = [true, false, true];
        Assert.Contains("2 to 3, the number of rows", Assert.Throws<ArgumentOutOfRangeException>(() => Folds.Stratified(labels, 4, 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Folds.Stratified(labels, 1, 1));
        Assert.Contains("2 to 2, the number of groups", Assert.Throws<ArgumentOutOfRangeException>(() => Folds.Stratified(labels, [1, 1, 2], 3, 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Folds.Stratified(labels, [1, 2], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Folds.Stratified(labels, 2, 1).TestRows(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Folds.Stratified(labels, 2, 1).Positives(-1));
        Assert.False(Folds.Stratified([true, false, false], 3, 1).EveryFoldHasBothClasses);
        Assert.Equal("2 folds; positive: 50.0% (1 of 2), 50.0% (1 of 2)", Folds.Stratified([true, false, true, false], 2, 1).ToString());
    }

    [Fact]
    public void Rolling_origins_learn_only_from_what_was_known()
    {
        // Origins 100, 130, 160, 190; labels of 60 cells.
        int[] origins = [160, 100, 130, 190, 100, 160];
        var ends = Array.ConvertAll(origins, origin => origin + 60);
        var splits = RollingSplit.All(origins, ends);
        Assert.Equal([160, 190], splits.Select(split => split.Origin));
        Assert.Equal([1, 4], splits[0].TrainRows.ToArray());
        Assert.Equal([0, 5], splits[0].TestRows.ToArray());
        Assert.Equal(1, splits[0].UnfinishedRows);
        Assert.Equal([1, 2, 4], splits[1].TrainRows.ToArray());
        Assert.Equal([3], splits[1].TestRows.ToArray());
        Assert.Equal(2, splits[1].UnfinishedRows);
        Assert.Equal("origin 190: learn from 3 rows, test on 1; 2 left out, their outcome not known yet", splits[1].ToString());
        Assert.Empty(RollingSplit.All([1, 2], [9, 9]));
        Assert.Empty(RollingSplit.All([], []));
        Assert.Contains("row 1 ends with cell 2", Assert.Throws<ArgumentException>(() => RollingSplit.All([1, 2], [9, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RollingSplit.All([1, 2], [9]));
    }

    [Fact]
    public void No_training_label_reaches_beyond_the_test_s_origin() => Law.Holds(
        (from rows in Gen.Choose(0, 40) from origins in Gen.ArrayOf(Gen.Choose(0, 9), rows) from h in Gen.Choose(1, 6) select (origins, h)).ToArbitrary(),
        data =>
        {
            var ends = Array.ConvertAll(data.origins, origin => origin + data.h);
            return RollingSplit.All(data.origins, ends).All(split =>
                split.TrainRows.ToArray().All(row => ends[row] <= split.Origin) && split.TestRows.ToArray().All(row => data.origins[row] == split.Origin)
                && split.TestRows.Length == data.origins.Count(origin => origin == split.Origin)
                && split.TrainRows.Length + split.UnfinishedRows == data.origins.Count(origin => origin < split.Origin));
        });

    private static long Spread(IEnumerable<long> values) => values.Max() - values.Min();

    private static bool IsPartition(Folds folds, bool[] labels) => Enumerable.Range(0, folds.Count).All(fold =>
    {
        var (test, train) = (folds.TestRows(fold), folds.TrainRows(fold));
        return test.Concat(train).Order().SequenceEqual(Enumerable.Range(0, labels.Length)) && test.Length == folds.Positives(fold).Of
            && test.Count(row => labels[row]) == folds.Positives(fold).Count && test.All(row => folds.FoldOf[row] == fold);
    });

    private static Arbitrary<(bool[] Labels, int[] Groups, int Folds, int Seed)> Rows() => (
        from count in Gen.Choose(2, 80)
        from folds in Gen.Choose(2, 6)
        from seed in Gen.Choose(-1000, 1000)
        from labels in Gen.ArrayOf(Gen.Elements(true, false, false), count)
        from groups in Gen.ArrayOf(Gen.Choose(-3, 25), count)
        select (labels, groups, folds, seed)).ToArbitrary();
}
