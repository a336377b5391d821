using System.Text.Json.Serialization;

namespace MemberValue.Composite;

/// <summary>The table of random indices that a consistency ratio is measured by: the mean consistency index of random judgements.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RandomIndex>))]
public enum RandomIndex
{
    /// <summary>Saaty 1980, the table of the textbooks: the ratios that they print come from it.</summary>
    Saaty1980,

    /// <summary>Alonso and Lamata 2006, from 100,000 random matrices per size; nearer to the exact values (0.5245, not 0.58, for three criteria).</summary>
    AlonsoLamata2006,
}
