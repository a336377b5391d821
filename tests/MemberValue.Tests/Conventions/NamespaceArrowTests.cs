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
        ["Numerics"] = [],
        ["Members"] = ["Numerics"],
        ["Estimation"] = ["Numerics"],
        ["Rfm"] = ["Members", "Estimation", "Numerics"],
        ["Clv"] = ["Members", "Estimation", "Numerics"],
        ["Lifecycle"] = ["Members", "Metrics", "Estimation", "Numerics"], // and Clv's IAttritionModel, below
        ["Churn"] = ["Members", "Rfm", "Lifecycle", "Clv", "Metrics", "Estimation", "Numerics"], // of the pillars only what is public, below
        ["Metrics"] = ["Members", "Numerics"], // labels come in as a type argument
        ["Assessment"] = ["Members", "Rfm", "Lifecycle", "Clv", "Churn", "Metrics", "Estimation", "Numerics"],
        [Container] = ["Members", "Rfm", "Lifecycle", "Clv", "Churn", "Metrics", "Assessment", "Estimation"],
    };

    [Fact]
    public void No_folder_refers_to_one_that_it_must_not_know()
    {
        var types = typeof(MemberColumns).Assembly.GetTypes().Where(type => FolderOf(type) is not null).ToList();
        Assert.True(types.Count > 20);
        var violations =
            from type in types
            from target in TypeReferences.Of(type)
            let violation = Violation(FolderOf(type)!, type.FullName!, FolderOf(target), target.FullName!, IsPublic(target))
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
                && space is not ("Microsoft.CodeAnalysis" or "Microsoft.Extensions.Configuration.Binder.SourceGeneration") && !space.StartsWith("System.", StringComparison.Ordinal));
        Repository.NoViolation(strays.Select(type => $"{type.FullName} lives outside MemberValue"));
    }

    [Theory]
    [InlineData("Members", "Rfm", "Scorer", true)]
    [InlineData("Members", "Clv", "Model", true)]
    [InlineData("Numerics", "Members", "MemberColumns", true)]
    [InlineData("Estimation", "Clv", "Model", true)]
    [InlineData("Lifecycle", "Clv", "Model", true)]
    [InlineData("Churn", "Rfm", "Hidden", false)]
    [InlineData("Metrics", "Rfm", "Segment", true)]
    [InlineData("Rfm", Container, "Builder", true)]
    [InlineData("Assessment", Container, "Builder", true)]
    [InlineData("Rfm", null, "Microsoft.Extensions.Options.IOptions`1", true)]
    [InlineData("Brandnew", "Members", "MemberColumns", true)]
    public void A_wrong_arrow_is_found(string from, string? to, string target, bool isPublic) =>
        Assert.NotNull(Violation(from, "X", to, target, isPublic));

    [Theory]
    [InlineData("Rfm", "Rfm", "Scorer", false)]
    [InlineData("Rfm", "Members", "Require", false)]
    [InlineData("Lifecycle", "Clv", "MemberValue.Clv.IAttritionModel", true)]
    [InlineData("Churn", "Lifecycle", "LifecycleStage", true)]
    [InlineData(Container, "Rfm", "Scorer", false)]
    [InlineData(Container, null, "Microsoft.Extensions.Options.IOptions`1", true)]
    [InlineData("Members", null, "System.Int128", true)]
    public void A_right_arrow_is_left_alone(string from, string? to, string target, bool isPublic) =>
        Assert.Null(Violation(from, "X", to, target, isPublic));

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

    private static string? Violation(string from, string fromType, string? to, string toType, bool isPublic)
    {
        if (to is null)
        {
            return from != Container && toType.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                ? $"{fromType} ({from}) refers to {toType}: only {Container} knows the container"
                : null;
        }

        if (!Allowed.TryGetValue(from, out var known))
            return $"{fromType} lives in {from}, a folder without a row in the table of allowed arrows";
        var isAllowed = from == to
            || (known.Contains(to) && (from != "Churn" || to is "Members" or "Estimation" or "Numerics" || isPublic))
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

    private static bool IsPublic(Type type) => type.IsPublic || (type.IsNestedPublic && IsPublic(type.DeclaringType!));

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
