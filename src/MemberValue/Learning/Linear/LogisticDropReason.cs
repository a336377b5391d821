using System.Text.Json.Serialization;

namespace MemberValue.Learning;

/// <summary>Why a column has no coefficient.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LogisticDropReason>))]
public enum LogisticDropReason
{
    /// <summary>It has the same value in every row where it is not missing, or is missing in all.</summary>
    Constant = 0,

    /// <summary>It repeats another column, or is a linear combination of the ones before it: they explain all but 1e-10 of its variance.</summary>
    Collinear = 1,
}
