using System.Text.Json;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// How System.Text.Json writes what the library computes: a number that does not exist (NaN, an infinity) as null, money without trailing zeros, a cell of the
/// calendar as a date. The serializer finds it by itself, by reflection and in a generated context alike; nothing needs to be registered.
/// </summary>
/// <remarks>
/// Names of properties follow the options of the host, such as camel case in ASP.NET Core. Texts are written by <see cref="TextJsonConverter"/>, in all their
/// languages or in one. On properties of your own types it does the same: <c>[JsonConverter(typeof(ResultJsonConverter))] double Value</c>.
/// </remarks>
public sealed class ResultJsonConverter : JsonConverterFactory
{
    private static readonly JsonConverter[] Known =
    [
        new NumberConverter(), new OptionalNumberConverter(), new ListConverter<double>(), new MatrixConverter(),
        new MoneyConverter(), new OptionalMoneyConverter(), new ListConverter<decimal>(), new TimeConverter(), new OptionalTimeConverter(),
    ];

    private static readonly OwnFormConverter OwnForm = new();

    /// <summary>Whether values of a type are written: <see cref="double"/>, <see cref="decimal"/>, <see cref="DateTime"/>, each with null too, read-only
    /// lists of numbers or amounts, a list of lists, and those results of the library that refer to it.</summary>
    /// <param name="typeToConvert">The type.</param>
    /// <returns><see langword="true"/> for these types.</returns>
    public override bool CanConvert(Type typeToConvert) => typeof(IWritesJson).IsAssignableFrom(typeToConvert) || Find(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeof(IWritesJson).IsAssignableFrom(typeToConvert) ? OwnForm : Find(typeToConvert);

    private static JsonConverter? Find(Type type) => Array.Find(Known, known => known.Type == type);

    /// <summary>Writes one type; of them, numbers and times are also read.</summary>
    private class Converter<T> : JsonConverter<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Results are written to JSON and not read from it; what is to be read again has ToJson and FromJson.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => new ResultWriter(writer, options).Plain(value);
    }

    private sealed class OwnFormConverter : Converter<object>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(IWritesJson).IsAssignableFrom(typeToConvert);
    }

    private sealed class NumberConverter : Converter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();
    }

    private sealed class OptionalNumberConverter : Converter<double?>
    {
        public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();
    }

    private sealed class MoneyConverter : Converter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();
    }

    private sealed class OptionalMoneyConverter : Converter<decimal?>
    {
        public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();
    }

    private sealed class TimeConverter : Converter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTime();
    }

    private sealed class OptionalTimeConverter : Converter<DateTime?>
    {
        public override DateTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTime();
    }

    private sealed class ListConverter<T> : Converter<IReadOnlyList<T>>
    {
        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
            new ResultWriter(writer, options).List(value);
    }

    private sealed class MatrixConverter : Converter<IReadOnlyList<IReadOnlyList<double>>>
    {
        public override void Write(Utf8JsonWriter writer, IReadOnlyList<IReadOnlyList<double>> value, JsonSerializerOptions options) =>
            new ResultWriter(writer, options).List(value, static (to, row) => to.List(row));
    }
}
