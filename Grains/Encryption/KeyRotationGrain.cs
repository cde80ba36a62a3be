using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Identities;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Encryption;

/// <inheritdoc cref="IKeyRotationGrain"/>
public sealed class KeyRotationGrain(IServiceProvider services) : Grain, IKeyRotationGrain
{
    private const int AtOnce = 64;
    private const int LookAtOnce = 1000;

    /// <summary>The identities found waiting that are still to be rotated; null: not yet listed. Each listing replaces it.</summary>
    private Queue<string>? _waiting;

    private string Tenant => this.GetPrimaryKeyString();

    private TenantPeople Tenancy => new(GrainFactory, Tenant);

    private IKeyEncryption Encryption => services.GetService<IKeyEncryption>()
        ?? throw new GridRequestException(GridError.MissingKey, "key rotation", "no key file is given; nothing was changed");

    public async Task<KeyRotationStatus> Look()
    {
        var key = Encryption.CurrentId;
        var galleries = await Tenancy.Galleries([]);
        var people = await Tenancy.People(galleries);
        var found = new Queue<string>();
        foreach (var some in people.Chunk(LookAtOnce))
        {
            foreach (var (name, state) in some.Zip(await Task.WhenAll(some.Select(n => Identity(n).LookAtProtection()))))
            {
                if (state == ProtectionState.Waiting)
                {
                    found.Enqueue(name);
                }
            }
        }

        _waiting = found;
        var pages = await Task.WhenAll((await Tenancy.Shards(galleries)).Select(s => s.PagesToRewrap()));
        return new KeyRotationStatus(key, people.Count, found.Count, pages.Sum());
    }

    public async Task<int> Step(int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _ = Encryption;
        if (_waiting is null)
        {
            await Look();
        }

        // The people first: what they send to shards from now on is under the current key.
        var people = _waiting!;
        for (var left = most; left > 0 && people.Count > 0;)
        {
            var some = new List<string>();
            while (some.Count < Math.Min(AtOnce, left) && people.TryDequeue(out var name))
            {
                some.Add(name);
            }

            left -= some.Count;
            await Protect(some, cancellationToken);
        }

        var shards = await Tenancy.Shards(await Tenancy.Galleries([]));
        if (people.Count > 0)
        {
            return people.Count + (await Task.WhenAll(shards.Select(s => s.PagesToRewrap()))).Sum();
        }

        var pages = 0;
        foreach (var shard in shards)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pages += await shard.Rewrap(most);
        }

        if (pages == 0)
        {
            _waiting = null;
        }

        return pages;
    }

    private async Task Protect(List<string> names, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(names.Select(n => Identity(n).Protect(cancellationToken)));
        }
        catch
        {
            // Who of them is through, they know themselves.
            _waiting = null;
            throw;
        }
    }

    private IIdentityGrain Identity(string name) => GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(Tenant, name));
}
