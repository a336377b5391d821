using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>
/// Makes values of any type with what is hard to write in them: numbers that are not finite, amounts with trailing zeros, texts with quotes, missing parts.
/// Fields are filled without the constructor; a type whose properties need more than that has its row in <see cref="ResultExamples"/>.
/// </summary>
internal sealed class ResultMaker(int seed)
{
    private const int MostDeep = 6;

    private static readonly double[] Numbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.5, 1 / 3.0, -0.0, 1e300];

    private readonly Random _random = new(seed);

    public object? Make(Type type, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return _random.Next(2) == 0 ? null : Make(inner, depth);
        if (ResultExamples.All.TryGetValue(type, out var example))
            return example.Value[_random.Next(example.Value.Count)];
        if (type.IsEnum)
            return Enum.GetValuesAsUnderlyingType(type) is var values ? Enum.ToObject(type, values.GetValue(_random.Next(values.Length))!) : null;
        if (type == typeof(double))
            return Numbers[_random.Next(Numbers.Length)];
        if (type == typeof(RfmScore))
            return _random.Next(2) == 0 ? RfmScore.Unscored : new RfmScore(5, 4, 10);
        if (Simple(type) is { } simple)
            return simple;
        if (ItemOf(type) is { } item)
            return List(type, item, depth);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return Dictionary(type.GetGenericArguments()[1], depth);
        if (type.IsInterface || type.IsAbstract || type.IsAssignableTo(typeof(Delegate)) || depth == MostDeep)
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        return Filled(type, depth);
    }

    private object? Simple(Type type) => type == typeof(string) ? "O'Neil \"会员\" <b> {0}"
        : type == typeof(decimal) ? 12.5000m
        : type == typeof(bool) ? _random.Next(2) == 0
        : type == typeof(int) ? _random.Next(100)
        : type == typeof(long) ? _random.NextInt64(1L << 40)
        : type == typeof(byte) ? (byte)3
        : type == typeof(uint) ? 3u
        : type == typeof(DateOnly) ? new DateOnly(2024, 5, 31)
        : type == typeof(DateTime) ? new DateTime(2024, 5, 31)
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2024, 5, 31, 13, 0, 0, TimeSpan.FromHours(8))
        : type == typeof(Text) ? Text.Of("five \"stars\"", "五“星”")
        : type == typeof(TimeUnit) ? TimeUnit.Week
        : type == typeof(ObservationWindow) ? ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 5, 31))
        : type == typeof(CellCalendar) ? CellCalendar.Weeks(DayOfWeek.Sunday)
        : null;

    private static Type? ItemOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is var shape
            && (shape == typeof(IReadOnlyList<>) || shape == typeof(IReadOnlyCollection<>) || shape == typeof(IEnumerable<>) || shape == typeof(List<>)
                || shape == typeof(IList<>) || shape == typeof(System.Collections.ObjectModel.ReadOnlyCollection<>))
            ? type.GetGenericArguments()[0]
            : null;

    private object List(Type type, Type item, int depth)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (var i = _random.Next(3); i > 0; i--)
            list.Add(Make(item, depth + 1));
        if (type.IsInstanceOfType(list))
            return list;
        var array = Array.CreateInstance(item, list.Count);
        list.CopyTo(array, 0);
        return type.IsArray ? array : Activator.CreateInstance(type, array)!;
    }

    private object Dictionary(Type value, int depth)
    {
        var made = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        made.Add("total \"x\"", Make(value, depth + 1));
        return made;
    }

    private object Filled(Type type, int depth)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                field.SetValue(made, Make(field.FieldType, depth + 1));
        }

        return made;
    }
}
