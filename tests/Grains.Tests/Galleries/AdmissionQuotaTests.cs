using FaceGrid.Grains.Galleries;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class AdmissionQuotaTests
{
    [Fact]
    public async Task TakePlace_ShareIsLeft_NeedsNoRequest()
    {
        var quota = new AdmissionQuota(() => throw new InvalidOperationException("requested"));
        quota.Add(2);

        await quota.TakePlace("anna");
        await quota.TakePlace("bert");

        Assert.Equal(["anna", "bert"], quota.Admitted.Order(StringComparer.Ordinal));
        quota.Use("anna");
        Assert.Equal(["bert"], quota.Admitted);
    }

    [Fact]
    public async Task TakePlace_NoShare_OneRequestServesAllWhoWait()
    {
        var (requests, granted) = (0, new TaskCompletionSource());
        AdmissionQuota quota = null!;
        quota = new AdmissionQuota(async () =>
        {
            requests++;
            await granted.Task;
            quota.Add(3);
        });

        var places = new[] { "anna", "bert", "cleo" }.Select(quota.TakePlace).ToList();
        Assert.All(places, p => Assert.False(p.IsCompleted));
        granted.SetResult();
        await Task.WhenAll(places);

        Assert.Equal((1, 3), (requests, quota.Admitted.Count));
    }

    [Fact]
    public async Task TakePlace_RequestRefused_OnlyThoseWhoWaitedBeforeItAreRefused()
    {
        var first = new TaskCompletionSource();
        var requests = 0;
        AdmissionQuota quota = null!;
        quota = new AdmissionQuota(async () =>
        {
            if (requests++ == 0)
            {
                await first.Task;
                throw new IOException("no places");
            }

            quota.Add(1);
        });

        var before = quota.TakePlace("anna");
        var later = quota.TakePlace("bert");
        first.SetResult();

        await Assert.ThrowsAsync<IOException>(() => before);
        await later;
        Assert.Equal((2, "bert"), (requests, Assert.Single(quota.Admitted)));
    }

    [Fact]
    public async Task Reset_ShareIsLeft_NextPersonRequestsOne()
    {
        var requests = 0;
        AdmissionQuota quota = null!;
        quota = new AdmissionQuota(() =>
        {
            requests++;
            quota.Add(1);
            return Task.CompletedTask;
        });
        quota.Add(5);

        quota.Reset();
        await quota.TakePlace("anna");

        Assert.Equal(1, requests);
    }
}
