namespace MemberValue.Metrics;

/// <summary>What a campaign may cost. A plain class that configuration can bind; checked when members are selected.</summary>
public sealed class CampaignOptions
{
    /// <summary>The most that contacts may cost in all, 0 or more; null, the default, for no limit.</summary>
    public decimal? Budget { get; set; }

    /// <summary>The most members to contact, 0 or more; null, the default, for no limit.</summary>
    public int? MostContacts { get; set; }

    /// <summary>What contacting one member costs, 0 or more, where no column of costs is given; 1 by default.</summary>
    public decimal ContactCost { get; set; } = 1;

    internal CampaignOptions Checked()
    {
        if (Budget < 0)
            throw Wrong(nameof(Budget), Budget);
        if (MostContacts < 0)
            throw Wrong(nameof(MostContacts), MostContacts);
        if (ContactCost < 0)
            throw Wrong(nameof(ContactCost), ContactCost);
        return (CampaignOptions)MemberwiseClone();
    }

    private static ArgumentException Wrong(string name, object? value) =>
        new(FormattableString.Invariant($"{nameof(CampaignOptions)}.{name} is {value}; it must be 0 or more."), "options");
}
