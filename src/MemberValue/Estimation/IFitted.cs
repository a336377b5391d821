using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>
/// Something that was learned from a base, or named in its place, once, and is applied to any later table: a scale, a model, a rhythm, limits, a classifier, a
/// calibration. It says where it comes from and how far it may be trusted, and keeps as JSON. Immutable and thread-safe.
/// </summary>
public interface IFitted
{
    /// <summary>What it is, as its JSON names it, such as <c>BG/NBD</c> or <c>RfmScale</c>: what one may stand in the place of another.</summary>
    string Kind { get; }

    /// <summary>What it was fitted to; null when its numbers were named by the caller.</summary>
    FitOrigin? Origin { get; }

    /// <summary>How far it may be trusted; <see cref="FitStatus.Given"/> when its numbers were named by the caller.</summary>
    FitStatus Status { get; }

    /// <summary>What to beware of, one sentence each; empty when there is nothing to say.</summary>
    IReadOnlyList<Text> Warnings { get; }

    /// <summary>The whole as JSON text, the same in every culture. The type's own <c>FromJson</c> reads it back to the last bit.</summary>
    /// <returns>The text.</returns>
    string ToJson();

    /// <summary>Writes the whole as JSON, in UTF-8.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    void ToJson(Stream stream);
}
