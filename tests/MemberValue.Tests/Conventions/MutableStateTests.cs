using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemberValue.Tests.Conventions;

/// <summary>Options and input data are the only public types that can be written to, and nothing static can.</summary>
public class MutableStateTests
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Only_options_and_data_can_be_set() =>
        Repository.NoViolation(Libraries.All.SelectMany(library => library.GetExportedTypes()).SelectMany(Settable).Select(name => $"{name} can be set"));

    [Fact]
    public void Nothing_static_can_be_set() =>
        Repository.NoViolation(
            Libraries.All.SelectMany(library => library.GetTypes()).SelectMany(SettableStatics).Select(name => $"{name} is static and can be set"));

    [Fact]
    public void What_can_be_set_is_found()
    {
        Assert.Equal(["Sample.Property", "Sample.Field"], Settable(typeof(Sample)));
        Assert.Empty(Settable(typeof(SampleOptions)));
        Assert.Empty(Settable(typeof(SampleException)));
        Assert.Equal(["Sample.s_count", "Sample.<Shared>k__BackingField"], SettableStatics(typeof(Sample)));
    }

    [Fact]
    public void A_cached_lambda_is_not_state() => Assert.Empty(typeof(Lambdas).GetNestedTypes(BindingFlags.NonPublic).SelectMany(SettableStatics));

    private static IEnumerable<string> Settable(Type type)
    {
        if (type.Name.Split('`')[0].EndsWith("Options", StringComparison.Ordinal) || type.Name.EndsWith("Data", StringComparison.Ordinal))
            return [];
        // What a base class of the framework declares (an exception's help link) is not ours.
        var properties = type.GetProperties()
            .Where(property => property.DeclaringType!.Assembly == type.Assembly && property.SetMethod is { IsPublic: true } setter
                && !ApiPrinter.IsInit(setter))
            .Select(property => $"{type.Name}.{property.Name}");
        var fields = type.GetFields()
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.IsSpecialName)
            .Select(field => $"{type.Name}.{field.Name}");
        return properties.Concat(fields);
    }

    private static IEnumerable<string> SettableStatics(Type type)
    {
        // <>c and <>O are where the compiler caches lambdas and method groups; other names in angle brackets hold constant data.
        if (type.Name.StartsWith('<') && type.IsDefined(typeof(CompilerGeneratedAttribute)))
            return [];
        return type.GetFields(Statics).Where(field => !field.IsInitOnly && !field.IsLiteral).Select(field => $"{type.Name}.{field.Name}");
    }

#pragma warning disable CA1051, CA2211 // the sample is what must not be
    public class Sample
    {
        public const int Constant = 1;

        public readonly int Fixed = 2;

        public int Field;

        private static int s_count;

        public static int Shared { get; private set; }

        public int Property { get; set; }

        public int Initial { get; init; }

        internal static void Count() => Shared = ++s_count;
    }
#pragma warning restore CA1051, CA2211

    public class SampleOptions
    {
        public int Property { get; set; }
    }

    public class SampleException : Exception;

    public class Lambdas
    {
        public static Func<int, int> Twice => value => value * 2;
    }
}
