using MemberValue.Members;

namespace MemberValue.Tool;

/// <summary>A mistake that the user can put right: the message is all they see, and the exit code is 2.</summary>
internal sealed class UserError(Text text) : Exception(text.English)
{
    public UserError(string english, string chinese)
        : this(Text.Of(english, chinese))
    {
    }

    /// <summary>The message in both languages.</summary>
    public Text Text { get; } = text;
}
