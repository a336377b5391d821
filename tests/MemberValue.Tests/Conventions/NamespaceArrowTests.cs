using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Tests.Conventions;

/// <summary>Which folder may know which: a wrong arrow fails here before it grows. Internal types and the bodies of methods count.</summary>
public class NamespaceArrowTests
{
    private const string Container = "DependencyInjection";

    /// <summary>A folder, and the folders that it may refer to. A folder that is not here fails the test: give it its row.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Numerics"] = ["Common"], // the wording of errors
        ["Common"] = [],
        ["Members"] = ["Common", "Numerics"],
        ["Estimation"] = ["Members", "Common", "Numerics"], // the shape of what was fitted names a window
        ["Parts"] = ["Members", "Estimation", "Common"], // what a part of an assessment is; knows no pillar
        ["Rfm"] = ["Members", "Parts", "Estimation", "Common", "Numerics"],
        ["Seasons"] = ["Members", "Estimation", "Common", "Numerics"],
        ["Clv"] = ["Members", "Parts", "Estimation", "Common", "Numerics"],
        ["Metrics"] = ["Members", "Estimation", "Common", "Numerics"], // labels come in as a type argument
        ["Learning"] = ["Members", "Metrics", "Estimation", "Common", "Numerics"], // knows no churn
        ["Lifecycle"] = ["Members", "Parts", "Metrics", "Estimation", "Common", "Numerics"], // and Clv's IAttritionModel, below
        ["Clusters"] = ["Members", "Parts", "Rfm", "Lifecycle", "Learning", "Estimation", "Common", "Numerics"],
        ["Composite"] = ["Members", "Parts", "Rfm", "Learning", "Estimation", "Common", "Numerics"],
        ["Contribution"] = ["Members", "Parts", "Clv", "Common"],
        ["RuleSegments"] = ["Members", "Parts", "Rfm", "Common"],
        ["Churn"] = ["Members", "Parts", "Rfm", "Lifecycle", "Clv", "Learning", "Metrics", "Estimation", "Common", "Numerics"],
        ["Playbooks"] = ["Members", "Lifecycle", "Churn", "Metrics", "Estimation", "Common"],
        ["Assessment"] =
        [
            "Members", "Parts", "Rfm", "Lifecycle", "Clv", "Churn", "Clusters", "Composite", "Contribution", "RuleSegments", "Playbooks", "Learning", "Metrics",
            "Seasons", "Estimation", "Common", "Numerics",
        ],
        [Container] =
        [
            "Members", "Parts", "Rfm", "Lifecycle", "Clv", "Churn", "Clusters", "Composite", "Contribution", "RuleSegments", "Playbooks", "Metrics",
            "Assessment", "Estimation", "Common",
        ],
    };

    [Fact]
    public void No_folder_refers_to_one_that_it_must_not_know()
    {
        var types = typeof(MemberColumns).Assembly.GetTypes().Where(type => FolderOf(type) is not null).ToList();
        Assert.True(types.Count > 20);
        var violations =
            from type in types
            from target in TypeReferences.Of(type)
            let violation = Violation(FolderOf(type)!, type.FullName!, FolderOf(target), target.FullName!)
            where violation is not null
            select violation;
        Repository.NoViolation(violations);
    }

    [Fact]
    public void Every_type_lives_in_a_known_namespace()
    {
        // Types that the compiler and its generators add (embedded attributes, array data, regular expressions) are not ours.
        var strays = typeof(MemberColumns).Assembly.GetTypes()
            .Where(type => FolderOf(type) is null && Outermost(type).Namespace is { } space
                && space is not ("Microsoft.CodeAnalysis" or "Microsoft.Extensions.Configuration.Binder.SourceGeneration")
                    && !space.StartsWith("System.", StringComparison.Ordinal));
        Repository.NoViolation(strays.Select(type => $"{type.FullName} lives outside MemberValue"));
    }

    [Theory]
    [InlineData("Members", "Rfm", "Scorer")]
    [InlineData("Members", "Clv", "Model")]
    [InlineData("Numerics", "Members", "MemberColumns")]
    [InlineData("Estimation", "Clv", "Model")]
    [InlineData("Lifecycle", "Clv", "Model")]
    [InlineData("Learning", "Churn", "Rule")]
    [InlineData("Metrics", "Rfm", "Segment")]
    [InlineData("Rfm", Container, "Builder")]
    [InlineData("Assessment", Container, "Builder")]
    [InlineData("Rfm", null, "Microsoft.Extensions.Options.IOptions`1")]
    [InlineData("Rfm", null, "Microsoft.Extensions.Configuration.IConfiguration")] // of a type that is not a part
    [InlineData("Parts", "Rfm", "RfmPart")]
    [InlineData("Rfm", "Assessment", "MemberModels")]
    [InlineData("Brandnew", "Members", "MemberColumns")]
    public void A_wrong_arrow_is_found(string from, string? to, string target) =>
        Assert.NotNull(Violation(from, "X", to, target));

    [Theory]
    [InlineData("Rfm", "Rfm", "Scorer")]
    [InlineData("Rfm", "Members", "Require")]
    [InlineData("Lifecycle", "Clv", "MemberValue.Clv.IAttritionModel")]
    [InlineData("Churn", "Lifecycle", "LifecycleStage")]
    [InlineData(Container, "Rfm", "Scorer")]
    [InlineData(Container, null, "Microsoft.Extensions.Options.IOptions`1")]
    [InlineData("Members", null, "System.Int128")]
    public void A_right_arrow_is_left_alone(string from, string? to, string target) =>
        Assert.Null(Violation(from, "X", to, target));

    [Fact]
    public void References_are_seen_in_signatures_bodies_and_type_arguments()
    {
        var found = TypeReferences.Of(typeof(Sample));
        Assert.Contains(typeof(IDisposable), found);
        Assert.Contains(typeof(List<>), found);
        Assert.Contains(typeof(Version), found); // a type argument of a field
        Assert.Contains(typeof(Uri), found); // a static call in a body
        Assert.Contains(typeof(Half), found); // a type argument of a call
        Assert.Contains(typeof(TimeZoneNotFoundException), found); // what a body catches
        Assert.DoesNotContain(typeof(Random), found);
    }

    private static string? Violation(string from, string fromType, string? to, string toType)
    {
        if (to is null)
        {
            // A part binds its own section: a configuration is data, and no container.
            var isSection = toType.StartsWith("Microsoft.Extensions.Configuration.", StringComparison.Ordinal)
                && (from == "Parts" || fromType.Split('.')[^1].Split('+')[0] == $"{from}Part");
            return from != Container && !isSection && toType.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                ? $"{fromType} ({from}) refers to {toType}: only {Container} knows the container"
                : null;
        }

        if (!Allowed.TryGetValue(from, out var known))
            return $"{fromType} lives in {from}, a folder without a row in the table of allowed arrows";
        var isAllowed = from == to
            || known.Contains(to)
            || (from == "Lifecycle" && toType == "MemberValue.Clv.IAttritionModel");
        return isAllowed ? null : $"{fromType} ({from}) refers to {toType} ({to})";
    }

    /// <summary>The folder that a type of ours lives in; null for any other type. The container's extensions live in its own namespace.</summary>
    private static string? FolderOf(Type type)
    {
        if (type.Assembly != typeof(MemberColumns).Assembly || Outermost(type).Namespace is not { } space)
            return null;
        if (space == "Microsoft.Extensions.DependencyInjection")
            return Container;
        return space.StartsWith("MemberValue.", StringComparison.Ordinal) ? space.Split('.')[1] : null;
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private sealed class Sample : IDisposable
    {
        private readonly List<Version[]> _versions = [];

        public void Dispose()
        {
            try
            {
                _versions.Clear();
                Uri.EscapeDataString("");
                Array.Empty<Half>();
            }
            catch (TimeZoneNotFoundException)
            {
                _versions.Clear();
            }
        }
    }
}
