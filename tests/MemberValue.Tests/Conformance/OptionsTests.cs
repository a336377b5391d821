using System.Reflection;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance;

/// <summary>What every class of options promises: defaults that work, errors that say what is wrong, and no effect after they were used.</summary>
public class OptionsTests
{
    public static TheoryData<string> Names => [.. OptionsUses.All.Keys.Select(Name)];

    [Fact]
    public void Every_class_of_options_is_looked_at() => Conventions.Repository.NoViolation(
        from type in typeof(MemberColumns).Assembly.GetExportedTypes()
        where type is { IsClass: true, IsAbstract: false } && Name(type).EndsWith("Options", StringComparison.Ordinal)
            && !OptionsUses.All.Keys.Any(known => Name(known) == Name(type))
        select $"{type.Name} is not in OptionsUses");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_out_of_range_is_an_error_that_names_it(string name)
    {
        var use = Of(name);
        Assert.NotEmpty(use.Use(use.Make())());
        foreach (var property in Settable(use.Type))
        {
            foreach (var value in Values(property.PropertyType))
            {
                var options = use.Make();
                property.SetValue(options, value);
                var error = Record.Exception(() => use.Use(options)());
                var mustFail = value is double.NaN || (value is Enum && !Enum.IsDefined(value.GetType(), value));
                if (error is null)
                {
                    Assert.False(mustFail, $"{name}.{property.Name} = {value} is taken");
                    continue;
                }

                var text = FormattableString.Invariant($"{name}.{property.Name} = {value ?? "null"}: {error}");
                Assert.True(error is ArgumentException || (!mustFail && error is InvalidOperationException), text);
                if (error is not ArgumentException || value is null)
                    continue;
                Assert.True(error.Message.Contains(property.Name, StringComparison.OrdinalIgnoreCase), text);
                if (value is not Enum and not IConvertible or string)
                    continue;
                Assert.True(error.Message.Contains(ErrorText.Of(value), StringComparison.Ordinal), text);
                Assert.Matches("must |needs |[Gg]ive |is not below", error.Message);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Options_that_were_used_have_no_more_effect(string name)
    {
        var use = Of(name);
        var options = use.Make();
        var result = use.Use(options);
        var before = result();
        foreach (var property in Settable(use.Type))
            property.SetValue(options, Values(property.PropertyType).First());
        Assert.Equal(before, result());
    }

    private static OptionsUse Of(string name) => OptionsUses.All.Values.Single(use => Name(use.Type) == name);

    private static string Name(Type type) => type.Name.Split('`')[0];

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(property => property.SetMethod is { IsPublic: true });

    private static IEnumerable<object?> Values(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return [.. Values(inner), null];
        if (type.IsEnum)
            return [Enum.ToObject(type, 99), Enum.ToObject(type, -1)];
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Double => [double.NaN, -1.0, 0.0, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon],
            TypeCode.Int32 => [-1, 0, int.MinValue],
            TypeCode.Int64 => [-1L, 0L, long.MinValue],
            TypeCode.Decimal => [-1m, 0m, decimal.MaxValue],
            TypeCode.Boolean => [true, false],
            TypeCode.String => ["", " ", null],
            TypeCode.DateTime => [DateTime.MinValue, DateTime.MaxValue],
            _ when type == typeof(TimeUnit) => [default(TimeUnit)],
            _ when type == typeof(DateOnly) => [DateOnly.MinValue, DateOnly.MaxValue],
            _ when !type.IsValueType => [null],
            _ => [Activator.CreateInstance(type)],
        };
    }
}
