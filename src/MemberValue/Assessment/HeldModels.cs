using System.Text.Json.Serialization;

namespace MemberValue.Assessment;

/// <summary>Where the models of a holder come from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HeldModels>))]
public enum HeldModels
{
    /// <summary>There are none yet: nobody gave any at the start, or the file was not there, and none have been put in since.</summary>
    NoneYet = 0,

    /// <summary>Those of the start.</summary>
    FromStart = 1,

    /// <summary>Those of the last <see cref="MemberModelHolder.Replace(MemberModels)"/>.</summary>
    Replaced = 2,
}
