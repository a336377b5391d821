using System.Net;

namespace StoreBackend.Tests;

/// <summary>A member who is forgotten is gone from the database and the API, and everybody else's numbers stay as they were.</summary>
[Collection(SharedStores.Name)]
public class ForgetTests(LoadedStores stores)
{
    public static TheoryData<string> Stores => StoreKind.All;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_forgotten_member_is_gone_and_nobody_else_changes(string kind)
    {
        const string Member = "16745";
        using var data = await stores.CopyLoadedAsync(kind);
        using var store = await StoreProcess.StartAsync(data);
        const string States = "SELECT id, purchases, net, last_purchase, state FROM members ORDER BY id";
        const string Others = $"SELECT * FROM members WHERE id <> '{Member}' ORDER BY id";
        var (others, states) = (data.Rows(Others), data.Rows(States));
        Assert.Equal(states.Count - 1, others.Count);

        using (var answer = await store.Http.DeleteAsync($"/members/{Member}"))
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        foreach (var path in new[] { Member, "nobody" })
        {
            using var again = await store.Http.DeleteAsync($"/members/{path}");
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        }

        using (var gone = await store.Http.GetAsync($"/members/{Member}"))
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(others, data.Rows(LoadedStore.MemberQuery));
        Assert.Equal([$"orders={Expected.Base.Invoices.Count}"], data.Rows("SELECT COUNT(*) AS orders FROM orders"));
        Assert.Equal(["orders=0"], data.Rows($"SELECT COUNT(*) AS orders FROM orders WHERE member = '{Member}'"));

        // Neither the next import nor the next night brings the member back; the log's numbers of the others are those of before.
        await store.PostAsync("/import");
        var run = await store.RunNightlyAsync();
        Assert.Equal("Succeeded", run.GetProperty("status").GetString());
        Assert.Equal(states.Where(row => !row.StartsWith($"id={Member} ", StringComparison.Ordinal)), data.Rows(States));
    }
}
