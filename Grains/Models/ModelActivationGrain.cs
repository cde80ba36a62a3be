using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Grains.Models;

/// <inheritdoc cref="IModelActivationGrain"/>
/// <remarks>Stateless: the identities, the galleries and the registry hold all state.</remarks>
public sealed class ModelActivationGrain : Grain, IModelActivationGrain
{
    private const int ListPage = 1000;

    /// <summary>Number of identities called at the same time: enough to fill an encoder's batches.</summary>
    private const int AtOnce = 16;

    private (string Version, Queue<string> People)? _waiting;

    private string Tenant => this.GetPrimaryKeyString();

    private TenantPeople Tenancy => new(GrainFactory, Tenant);

    private IModelRegistryGrain Registry => GrainFactory.GetGrain<IModelRegistryGrain>(Tenant);

    public async Task<ActivationStatus> Look(string modelVersion, IReadOnlyList<string> galleries)
    {
        var people = await Tenancy.People(await Tenancy.Galleries(galleries));
        var (adopted, missing, left) = (0, new Queue<string>(), new List<string>());
        foreach (var some in people.Chunk(ListPage))
        {
            foreach (var (name, outcome) in some.Zip(await Task.WhenAll(some.Select(n => Identity(n).LookAtAdoption(modelVersion)))))
            {
                switch (outcome)
                {
                    case AdoptionOutcome.Adopted:
                        adopted++;
                        break;
                    case AdoptionOutcome.Waiting:
                        missing.Enqueue(name);
                        break;
                    case AdoptionOutcome.WithoutPhotos:
                        left.Add(name);
                        break;
                }
            }
        }

        _waiting = (modelVersion, missing);
        return new ActivationStatus(
            modelVersion,
            await Registry.GetActive(),
            adopted + missing.Count + left.Count,
            adopted,
            missing.Count,
            [.. left.Take(ActivationStatus.MostNamed)],
            left.Count);
    }

    public async Task<int> Step(string modelVersion, IReadOnlyList<string> galleries, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (_waiting?.Version != modelVersion)
        {
            await Look(modelVersion, galleries);
        }

        var people = _waiting!.Value.People;
        for (var done = 0; done < most && people.Count > 0;)
        {
            var some = new List<string>();
            while (some.Count < Math.Min(AtOnce, most - done) && people.TryDequeue(out var next))
            {
                some.Add(next);
            }

            try
            {
                await Task.WhenAll(some.Select(n => Identity(n).Adopt(modelVersion, cancellationToken)));
            }
            catch
            {
                // The identities hold which of them are done.
                _waiting = null;
                throw;
            }

            done += some.Count;
        }

        if (people.Count > 0)
        {
            return people.Count;
        }

        _waiting = null;
        return 0;
    }

    public async Task<ActivationStatus> Switch(string modelVersion, IReadOnlyList<string> galleries, bool leaveBehind)
    {
        var now = await Look(modelVersion, galleries);
        if (now.IsActive)
        {
            return now;
        }

        if (now.Waiting > 0)
        {
            throw Refused(modelVersion, $"{now.Waiting} of {now.People} people are not encoded with it yet");
        }

        if (now.WithoutPhotosCount > 0 && !leaveBehind)
        {
            var named = string.Join(", ", now.WithoutPhotos.Take(10)) + (now.WithoutPhotosCount > 10 ? " …" : "");
            throw Refused(
                modelVersion,
                $"{now.WithoutPhotosCount} of {now.People} people would not be found any more, as no photo of them was kept: {named}");
        }

        // Galleries without a person of this version are switched as well.
        foreach (var gallery in await Tenancy.Galleries(galleries))
        {
            await Gallery(gallery).ReserveFor(modelVersion, fullShard: null);
        }

        await Registry.SetActive(modelVersion);
        return now with { Active = modelVersion };
    }

    private static GridRequestException Refused(string version, string reason) => new(GridError.ModelMismatch, $"model {version}", reason);

    private IGalleryGrain Gallery(string name) => GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, name));

    private IIdentityGrain Identity(string name) => GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(Tenant, name));
}
