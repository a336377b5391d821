using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StoreBackend.Data;

/// <summary>The shop's tables. The orders are as a shop has them; members, models and job runs are what this backend adds.</summary>
public sealed partial class StoreContext(DbContextOptions<StoreContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<FittedModels> Models => Set<FittedModels>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<StoredReport> Reports => Set<StoredReport>();

    public DbSet<NightLease> Leases => Set<NightLease>();

    /// <summary>
    /// Locks members until the transaction ends and reads their rows as they are then. PostgreSQL locks rows, in the order of their ids; SQLite has one
    /// writer at a time, and its transaction took that place when it began.
    /// </summary>
    public async Task<Dictionary<string, Member>> LockMembersAsync(string[] ids, CancellationToken cancellationToken)
    {
        var rows = Database.IsNpgsql()
            ? Members.FromSql($"SELECT * FROM members WHERE id = ANY({ids}) ORDER BY id FOR UPDATE")
            : Members.Where(member => ids.Contains(member.Id));
        return await rows.ToDictionaryAsync(member => member.Id, StringComparer.Ordinal, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(order =>
        {
            order.ToTable("orders").HasIndex(row => row.Number).IsUnique();
            order.HasIndex(row => row.Member);
        });
        modelBuilder.Entity<Member>(member =>
        {
            member.ToTable("members").HasIndex(row => row.Segment);
            member.HasIndex(row => row.Stage);
            member.HasIndex(row => new { row.AlarmOn, row.ValueAtRisk });
        });
        modelBuilder.Entity<FittedModels>().ToTable("models").HasKey(row => row.Run);
        modelBuilder.Entity<FittedModels>().Property(row => row.Run).ValueGeneratedNever();
        modelBuilder.Entity<JobRun>(run =>
        {
            run.ToTable("job_runs").Property(row => row.Status).HasConversion<string>();
            run.HasIndex(row => row.Day).IsUnique().HasFilter("status IN ('Running', 'Waiting')"); // one unfinished run of a day, whoever asks for it
        });
        modelBuilder.Entity<StoredReport>().ToTable("reports").HasKey(row => new { row.Run, row.Language });
        modelBuilder.Entity<NightLease>().ToTable("night_lease").Property(row => row.Id).ValueGeneratedNever();
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(WordStart().Replace(property.Name, "_$1").ToLowerInvariant());
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>(); // timestamptz knows UTC alone, and SQLite forgets the kind

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex WordStart();

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
