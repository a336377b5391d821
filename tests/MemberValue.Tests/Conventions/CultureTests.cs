using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using MemberValue.Members;

namespace MemberValue.Tests.Conventions;

/// <summary>
/// No text of the library depends on the culture of the thread: neither what is printed nor what an exception says. Found in the code itself, so that a new
/// sentence is looked at wherever it stands.
/// </summary>
public class CultureTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Raisers =
    [
        typeof(ArgumentException), typeof(ArgumentOutOfRangeException), typeof(InvalidOperationException), typeof(FormatException),
        typeof(KeyNotFoundException),
    ];

    [Fact]
    public void No_text_is_made_in_the_culture_of_the_thread() => Repository.NoViolation(
        from method in Methods(typeof(MemberColumns).Assembly.GetTypes())
        where method.Name != "PrintMembers" || IsPrinted(method.DeclaringType!)
        from why in InCulture(method)
        select $"{method.DeclaringType!.FullName}.{method.Name} {why}");

    /// <summary>Constants may be thrown as they are; a message with a value in it, and every value out of range, is worded by <c>Error</c>.</summary>
    [Fact]
    public void A_message_that_names_a_value_is_worded_in_one_place() => Repository.NoViolation(
        from method in Methods(typeof(MemberColumns).Assembly.GetTypes())
        where method.DeclaringType!.FullName != "MemberValue.Common.Error"
        from why in Worded(method)
        select $"{method.DeclaringType!.FullName}.{method.Name} {why}");

    [Fact]
    public void What_follows_the_culture_is_found()
    {
        Assert.Equal(
            ["Append prints Double", "Bare prints Int32", "Between prints Double", "Call prints Double", "Format prints Object", "Join prints Double",
                "Key prints TKey", "Nullable prints Nullable`1"],
            Methods([typeof(Samples)]).SelectMany(method => InCulture(method).Select(why => $"{method.Name} {why}")).Order(StringComparer.Ordinal));
        Assert.Equal(["Record prints Double"], Methods([typeof(SampleRecord)]).SelectMany(InCulture).Distinct().Select(why => $"Record {why}"));
        Assert.Equal(
            ["Interpolated throws a text that is put together", "Invariant throws a text that is put together", "Range throws ArgumentOutOfRangeException",
                "ThrowIf throws ArgumentOutOfRangeException"],
            Methods([typeof(Throwers)]).SelectMany(method => Worded(method).Select(why => $"{method.Name} {why}")).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<MethodBase> Methods(IEnumerable<Type> types) =>
        from type in types
        where type.Namespace?.StartsWith("MemberValue", StringComparison.Ordinal) == true
        from method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
        select method;

    /// <summary>Whether anybody sees what the compiler writes for a record: it is public and has no text of its own.</summary>
    private static bool IsPrinted(Type type) =>
        type.IsVisible && type.GetMethod(nameof(ToString), Type.EmptyTypes)!.IsDefined(typeof(CompilerGeneratedAttribute));

    private static IEnumerable<string> InCulture(MethodBase method)
    {
        var handlers = new Stack<bool>(); // whether the text being interpolated was told a culture
        foreach (var (called, constrained) in MethodCalls.Of(method))
        {
            var (owner, parameters) = (called.DeclaringType, called.GetParameters());
            var told = parameters.Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(IFormatProvider)));
            if (owner == typeof(DefaultInterpolatedStringHandler) || owner == typeof(StringBuilder.AppendInterpolatedStringHandler))
            {
                if (called.IsConstructor)
                    handlers.Push(told);
                else if (called.Name == "AppendFormatted" && called.IsGenericMethod && handlers.TryPeek(out var isTold) && !isTold
                    && Follows(called.GetGenericArguments()[0]))
                    yield return $"prints {called.GetGenericArguments()[0].Name}";
                else if (called.Name == nameof(DefaultInterpolatedStringHandler.ToStringAndClear))
                    handlers.TryPop(out _);
            }
            else if (parameters.Any(parameter => parameter.ParameterType.IsByRef
                && parameter.ParameterType.GetElementType()!.Name.EndsWith("InterpolatedStringHandler", StringComparison.Ordinal)))
            {
                handlers.TryPop(out _);
            }
            else if (called.Name == nameof(ToString) && !told && (constrained ?? owner) is { } printed && printed != typeof(object) && Follows(printed))
            {
                yield return $"prints {printed.Name}";
            }
            else if (owner == typeof(string) && !told && called.Name is "Format" or "Join" or "Concat"
                && parameters.FirstOrDefault(parameter => Follows(Items(parameter.ParameterType))) is { } item)
            {
                yield return $"prints {Items(item.ParameterType).Name}";
            }
            else if (owner == typeof(StringBuilder) && called.Name is "Append" or "Insert" && parameters[^1].ParameterType is { IsValueType: true } appended
                && Follows(appended))
            {
                yield return $"prints {appended.Name}";
            }
        }
    }

    private static IEnumerable<string> Worded(MethodBase method)
    {
        MethodBase? before = null;
        foreach (var (called, _) in MethodCalls.Of(method))
        {
            if (called.DeclaringType == typeof(ArgumentOutOfRangeException) && called.Name != "get_Message"
                && (called.IsStatic || called.GetParameters().Length > 0))
                yield return "throws ArgumentOutOfRangeException";
            else if (called.IsConstructor && Raisers.Contains(called.DeclaringType) && PutsTogether(before))
                yield return "throws a text that is put together";
            before = called;
        }
    }

    private static bool PutsTogether(MethodBase? called) =>
        (called?.DeclaringType == typeof(string) && called.Name is "Concat" or "Format" or "Create" or "Join")
        || (called?.DeclaringType == typeof(FormattableString) && called.Name == "Invariant")
        || (called?.DeclaringType == typeof(DefaultInterpolatedStringHandler) && called.Name == "ToStringAndClear");

    private static Type Items(Type type) =>
        type.HasElementType ? type.GetElementType()!
        : type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? item
        : type;

    /// <summary>Whether a value's text follows the culture, or may do so for some type that stands in for it.</summary>
    private static bool Follows(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Follows(inner);
        if (type.IsGenericParameter)
            return type.GetGenericParameterConstraints().All(constraint => constraint != typeof(Enum) && !constraint.IsSubclassOf(typeof(Delegate)));
        return (type == typeof(object) || type.IsAssignableTo(typeof(IFormattable)))
            && !type.IsEnum && type != typeof(char) && type != typeof(Guid) && type != typeof(Rune);
    }

#pragma warning disable CA1305, CA1859, RS0030 // the samples are what must not be
    private static class Samples
    {
        public static string Bare(int value) => $"{value} rows";

        public static string Nullable(double? value) => $"{value} days";

        public static string Key<TKey>(TKey key) => $"'{key}'";

        public static string Call(double value) => value.ToString();

        public static string Join(IEnumerable<double> values) => string.Join(", ", values);

        public static string Format(object value) => string.Format("{0}", value);

        public static void Append(StringBuilder to, double value) => to.Append(value);

        public static string Between(double value) =>
            FormattableString.Invariant($"{value}") + $"{value}" + string.Create(CultureInfo.InvariantCulture, $"{value}");

        public static string Fine(double value, string text, DayOfWeek day, SampleRecord record) =>
            $"{text} {day} {record} {value.ToString("R", CultureInfo.InvariantCulture)}" + string.Create(CultureInfo.InvariantCulture, $"{value}");
    }

    private sealed record SampleRecord(double Value);

    private static class Throwers
    {
        public static Exception Range(int value) => new ArgumentOutOfRangeException(nameof(value), value, "The value must be 1.");

        public static void ThrowIf(int value) => ArgumentOutOfRangeException.ThrowIfNegative(value);

        public static Exception Interpolated(string value) => new InvalidOperationException($"There is no '{value}'.");

        public static Exception Invariant(int value) => new FormatException(FormattableString.Invariant($"There is no {value}."));

        public static Exception Constant() => new ArgumentException("There is nothing.", "value");
    }
#pragma warning restore CA1305, CA1859, RS0030
}
