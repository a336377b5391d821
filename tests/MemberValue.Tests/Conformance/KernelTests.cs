using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance;

/// <summary>What every implementation of an interface promises.</summary>
public class KernelTests
{
    public static TheoryData<int> OfMembers => [.. Enumerable.Range(0, Kernels.OfMembers.Count)];

    public static TheoryData<int> Classifiers => [.. Enumerable.Range(0, Kernels.Classifiers.Count)];

    public static TheoryData<int> Calibrations => [.. Enumerable.Range(0, Kernels.Calibrations.Count)];

    [Fact]
    public void Every_public_implementation_of_an_interface_is_in_a_list()
    {
        var assembly = typeof(MemberColumns).Assembly;
        var interfaces = assembly.GetExportedTypes().Where(type => type.IsInterface).ToArray();
        Assert.True(interfaces.Length >= 9);
        var known = Kernels.All.Concat(Churn.ChurnData.Rules()).Select(subject => subject.GetType()).ToHashSet();
        Conventions.Repository.NoViolation(
            from type in assembly.GetExportedTypes()
            where type is { IsClass: true, IsAbstract: false } && interfaces.Any(type.IsAssignableTo) && !known.Contains(type)
            select $"{type.Name} is in none of the lists of Kernels or FittedThings");
    }

    [Theory]
    [MemberData(nameof(OfMembers))]
    public void A_member_has_the_same_result_in_whatever_table_and_place(int place)
    {
        var kernel = Kernels.OfMembers[place];
        if (kernel.LooksAtAll)
        {
            Assert.Equal("ranks", kernel.Name); // TieSplittingRankTests has its laws
            return;
        }

        var alone = Enumerable.Range(0, 130).Select(member => kernel.Spans(KernelData.Of([member]))[0]).ToArray();
        for (var n = 0; n <= 65; n++)
            Assert.Equal(alone[..n], kernel.Spans(KernelData.Of(n)));
        var order = Enumerable.Range(0, 130).ToArray();
        new Random(4).Shuffle(order);
        Assert.Equal(order.Select(member => alone[member]), kernel.Spans(KernelData.Of(order)));
        var table = KernelData.Table(order);
        if (kernel.OfTable(table) is { } ofTable)
            Assert.Equal(order.Select(member => alone[member]), ofTable);
        foreach (var member in order)
        {
            if (kernel.OfOne(table[member]) is { } one)
                Assert.Equal(alone[member], one);
        }
    }

    [Theory]
    [MemberData(nameof(OfMembers))]
    public void A_member_without_data_has_no_result_and_the_others_have_theirs(int place)
    {
        var kernel = Kernels.OfMembers[place];
        var results = kernel.Spans(KernelData.Of(60));
        for (var member = 0; member < 60; member++)
        {
            if (KernelData.NeverBought(member) && kernel.SaysNone(results[member]) is { } none)
                Assert.True(none, $"member {member}: {results[member]}");
            else if (!KernelData.NeverBought(member) && member % 7 != 5)
                Assert.False(results[member] is double.NaN, $"member {member}");
        }
    }

    [Theory]
    [MemberData(nameof(OfMembers))]
    public void A_destination_that_is_too_short_is_an_error_and_so_is_no_table(int place)
    {
        var kernel = Kernels.OfMembers[place];
        var error = Assert.ThrowsAny<ArgumentException>(() => kernel.IntoShort(KernelData.Of(5)));
        Assert.Equal("destination", error.ParamName);
        if (kernel.Subject is not AttritionModel)
            Assert.Throws<ArgumentNullException>(() => kernel.OfNothing());
    }

    [Theory]
    [MemberData(nameof(OfMembers))]
    public void The_span_kernel_allocates_nothing(int place) => Assert.Equal(0, Kernels.OfMembers[place].Bytes(KernelData.Of(100)));

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void A_row_of_features_has_the_same_probability_in_whatever_table_and_place(int place)
    {
        var classifier = Kernels.Classifiers[place];
        var features = FittedThings.Data().Features;
        double[] Of(int[] rows)
        {
            var results = new double[rows.Length + 1];
            results[^1] = -7;
            classifier.Predict(features.Rows(rows), results);
            Assert.Equal(-7, results[^1]);
            return results[..^1];
        }

        var alone = Enumerable.Range(0, 130).Select(row => Of([row])[0]).ToArray();
        Assert.All(alone, value => Assert.InRange(value, 0, 1));
        for (var n = 0; n <= 65; n++)
            Assert.Equal(alone[..n], Of([.. Enumerable.Range(0, n)]));
        var order = Enumerable.Range(0, 130).ToArray();
        new Random(4).Shuffle(order);
        Assert.Equal(order.Select(row => alone[row]), Of(order));

        var short_ = new double[129];
        Assert.Equal("destination", Assert.ThrowsAny<ArgumentException>(() => classifier.Predict(features.Rows(order), short_)).ParamName);
        Assert.All(short_, value => Assert.Equal(0, value));
        Assert.Throws<ArgumentNullException>(() => classifier.Predict(null!, short_));
        Assert.ThrowsAny<ArgumentException>(() => classifier.Predict(features.Columns([.. features.Names.Reverse()]), new double[250]));
        var destination = new double[250];
        Assert.Equal(0, Allocations.Of(() => classifier.Predict(features, destination)));
    }

    [Theory]
    [MemberData(nameof(Calibrations))]
    public void A_score_has_the_same_probability_alone_and_among_others(int place)
    {
        var calibration = Kernels.Calibrations[place];
        var random = new Random(8);
        var scores = Enumerable.Range(0, 66).Select(_ => random.NextDouble()).ToArray();
        for (var n = 0; n <= 65; n++)
        {
            var results = new double[n + 1];
            results[n] = -7;
            calibration.Apply(scores.AsSpan(0, n), results);
            Assert.Equal([.. scores[..n].Select(calibration.Apply), -7], results);
        }

        scores[20] = double.NaN;
        var bad = new double[66];
        calibration.Apply(scores, bad);
        Assert.Equal([20], Enumerable.Range(0, 66).Where(i => double.IsNaN(bad[i])));
        Assert.All(bad.Where(value => !double.IsNaN(value)), value => Assert.InRange(value, 0, 1));
        var order = Enumerable.Range(0, 60).Select(_ => random.NextDouble() * 3 - 1).Order().ToArray();
        Assert.Equal(order.Select(calibration.Apply).Order(), order.Select(calibration.Apply));
        Assert.Equal("destination", Assert.ThrowsAny<ArgumentException>(() => calibration.Apply(scores, new double[65])).ParamName);
        Assert.Equal(0, Allocations.Of(() => calibration.Apply(scores, bad)));
        calibration.Apply(scores, scores);
        Assert.Equal(bad, scores);
    }
}
