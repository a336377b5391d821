using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance;

/// <summary>What everything promises that is fitted once and applied later.</summary>
public class FittedTests
{
    private static readonly FittedData Data = FittedThings.Data();
    private static readonly FittedData Shuffled = FittedThings.Data(order: 3);
    private static readonly FittedData Changed = FittedThings.Data(isChanged: true);

    public static TheoryData<string> Names => FittedThings.Names;

    [Fact]
    public void Every_class_that_is_fitted_is_looked_at() => Assert.Equal(
        typeof(IFitted).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IFitted)))
            .Select(type => type.Name).Order(),
        FittedThings.All.Values.Select(thing => thing.Fit(Data).GetType().Name).Distinct().Order());

    [Fact]
    public void A_kind_belongs_to_one_class_and_a_class_has_one_kind()
    {
        var kinds = FittedThings.All.Values.Select(thing => thing.Fit(Data)).Select(fitted => (fitted.Kind, fitted.GetType())).Distinct().ToList();
        Assert.Equal(kinds.Count, kinds.Select(pair => pair.Kind).Distinct().Count());
        Assert.Equal(kinds.Count, kinds.Select(pair => pair.Item2).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fit_says_to_what_by_which_options_and_how_far_it_may_be_trusted(string name)
    {
        var thing = FittedThings.All[name];
        var fitted = thing.Fit(Data);
        Assert.StartsWith(fitted.Kind.Split(' ')[0], name.Split(',')[0], StringComparison.Ordinal);
        Assert.True(Enum.IsDefined(fitted.Status));
        Assert.NotEqual(FitStatus.Given, fitted.Status);
        Assert.All(fitted.Warnings, warning => Assert.False(string.IsNullOrWhiteSpace(warning.English)));
        Assert.All(fitted.Warnings, warning => Assert.NotEqual(warning.English, warning.Chinese));
        Assert.NotNull(fitted.Origin);
        Assert.InRange(fitted.Origin.Members, 1, 250);
        Assert.InRange(fitted.Origin.Rows, 1, 5_000);
        Assert.Matches("^[0-9A-F]{16}$", fitted.Origin.Fingerprint);
        if (fitted.Kind is not ("IsotonicCalibration" or "PurchaseRhythm" or "ReturnModel"))
            Assert.False(string.IsNullOrWhiteSpace(fitted.Origin.Options));
        Assert.Equal(thing.HasLabel ? (90, "no purchase in the next 90 days") : (null, (string?)null), (fitted.Origin.HorizonDays, fitted.Origin.Label));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_the_rows_leaves_the_fingerprint_and_another_value_changes_it(string name)
    {
        var thing = FittedThings.All[name];
        var origin = thing.Fit(Data).Origin!;
        Assert.NotEqual(Data.Table.Keys, Shuffled.Table.Keys);
        Assert.Equal(origin, thing.Fit(Shuffled).Origin);
        Assert.NotEqual(origin.Fingerprint, thing.Fit(Changed).Origin!.Fingerprint);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_fitted_is_the_same_after_JSON(string name)
    {
        var thing = FittedThings.All[name];
        var fitted = thing.Fit(Data);
        var json = fitted.ToJson();
        var read = thing.Read(json);
        Assert.Equal(fitted.GetType(), read.GetType());
        Assert.Equal(json, read.ToJson());
        Assert.Equal(fitted.Origin, read.Origin);
        Assert.Equal((fitted.Kind, fitted.Status), (read.Kind, read.Status));
        Assert.Equal(fitted.Warnings, read.Warnings);
        Assert.Equal(fitted.ToString(), read.ToString());
        Assert.NotEqual(fitted.GetType().ToString(), fitted.ToString());
        using var stream = new MemoryStream();
        fitted.ToJson(stream);
        Assert.Equal(json, System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        Assert.True(stream.CanWrite);
    }
}
