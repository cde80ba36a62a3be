using System.Globalization;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Limits;
using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Limits;

/// <inheritdoc cref="IPeopleLimitGrain"/>
/// <remarks>
/// Half of what is free at a time, so that shards of several galleries all get some and the last places are given out one by one. While it
/// counts no shard has a share, and who has a place is counted already, so a person who is added meanwhile is not missed. There are more
/// people than the limit allows only while a cluster that falls apart has two of this grain, or where silos are configured differently. Who
/// is in two galleries takes up two places in shards; only when those run out are names compared.
/// </remarks>
public sealed class PeopleLimitGrain(IOptions<TenantLimits> limits) : Grain, IPeopleLimitGrain
{
    /// <summary>About as long as an enrolment takes.</summary>
    private static readonly TimeSpan UndecidedPause = TimeSpan.FromSeconds(1);

    private string Tenant => this.GetPrimaryKeyString();

    public async Task Admit(string shard)
    {
        var asking = GrainFactory.GetGrain<IGalleryShardGrain>(shard);
        var most = limits.Value.MaxPeople(Tenant);
        if (most == 0)
        {
            // The silo that asks has other limits than this one.
            await asking.AddToShare(1);
            return;
        }

        var tenant = new TenantPeople(GrainFactory, Tenant);
        var shards = await tenant.Shards(await tenant.Galleries([]));
        var counts = await Task.WhenAll(shards.Select(s => s.TakeCensus()));
        var people = counts.Sum(c => c.People);
        if (people >= most && shards.Count > 1)
        {
            people = await TenantPeople.CountHeld(shards);
        }

        if (people < most)
        {
            // Granted here, but not yet confirmed: no count runs before the shard has the share.
            await asking.AddToShare((most - people + 1) / 2);
            return;
        }

        GridInstruments.Refused("max_people");
        if (people - counts.Sum(c => c.Undecided) < most)
        {
            var seconds = UndecidedPause.TotalSeconds;
            throw new GridRequestException(
                GridError.TooManyRequests,
                $"tenant '{Tenant}'",
                Text($"has its last places of {most} (Limits:MaxPeople) taken by changes under way; ask again in {seconds:F0} s"),
                UndecidedPause);
        }

        throw new GridRequestException(
            GridError.LimitReached,
            $"tenant '{Tenant}'",
            Text($"has {people} people, and Limits:MaxPeople lets it have {most}; the person was not enrolled"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
