using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Identities;

/// <inheritdoc cref="IIdentityGrain"/>
public sealed class IdentityGrain(
    [PersistentState(IStoredIdentities.StateName, GridStorage.Name)] IPersistentState<IdentityState> state,
    TimeProvider time,
    IServiceProvider services) : Grain, IIdentityGrain
{
    private IdentityContext _context = null!;
    private IdentityStore _store = null!;
    private IdentityPlaces _places = null!;
    private IdentityRemoval _removal = null!;
    private IdentityProtection _protection = null!;
    private IdentityEnrolment _enrolment = null!;
    private IdentityAdoption _adoption = null!;
    private IdentityCopies _copies = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Compose();
        return _store.Read();
    }

    public Task<IdentityRecord?> Get()
    {
        _store.ThrowIfUnreadable();
        return Task.FromResult(_store.Record);
    }

    public Task<KeyedIdentity?> GetForGallery()
    {
        _store.ThrowIfUndecided();
        _store.ThrowIfUnreadable();
        return Task.FromResult(_store.Record is { } record ? new KeyedIdentity(record, _store.Key) : null);
    }

    public async Task<EnrolmentReceipt> Enroll(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        using var span = GridTraces.Enrolment(request.Gallery, request.ModelVersion);
        try
        {
            var receipt = await _enrolment.Run(request, cancellationToken);
            span?.SetTag("facegrid.templates", receipt.Templates).SetTag("facegrid.added", receipt.Added);
            return receipt;
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }

    public async Task<bool> Remove(CancellationToken cancellationToken)
    {
        using var span = GridTraces.Removal()?.SetTag("facegrid.templates", _store.Record?.Templates.Count ?? 0);
        try
        {
            return await _removal.Run(cancellationToken);
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }

    public Task<bool> RemoveOnce(string operationId, CancellationToken cancellationToken)
    {
        OperationLog.CheckId(operationId);
        OperationLog.CheckRemoval(_store.Record, operationId, _context.Name);
        return Remove(cancellationToken);
    }

    public Task<ProtectionState> LookAtProtection() => Task.FromResult(_store.Protection);

    public Task<ProtectionState> Protect(CancellationToken cancellationToken) => _protection.Protect(cancellationToken);

    public Task<AdoptionOutcome> LookAtAdoption(string modelVersion)
    {
        _store.ThrowIfUnreadable();
        return Task.FromResult(IdentityAdoption.StateOf(_store.Record, modelVersion));
    }

    public Task<AdoptionOutcome> Adopt(string modelVersion, CancellationToken cancellationToken) =>
        _adoption.Run(modelVersion, cancellationToken);

    public Task<MoveOutcome> Move(string gallery, Rebalance rebalance, bool onlyBegun, CancellationToken cancellationToken) =>
        _places.Move(gallery, rebalance, onlyBegun, cancellationToken);

    public Task<IReadOnlyList<CopyFault>> CheckCopies(bool repair) => _copies.Check(repair);

    /// <summary>Creates the parts of the grain.</summary>
    private void Compose()
    {
        _context = new IdentityContext(this.GetPrimaryKeyString(), GrainFactory, time, this.EndUnlessDefinite);
        var keys = services.GetKeyedService<IGrainStorage>(GridStorage.Keys);
        _store = new IdentityStore(
            _context,
            state,
            changed => this.Write(state, changed, state.State),
            keys is null ? null : new PersonKeyStore(keys, this.GetGrainId()),
            services.GetService<IKeyEncryption>());
        _places = new IdentityPlaces(_context, _store);
        _copies = new IdentityCopies(_context, _store, _places);
        var photos = new IdentityPhotos(_context, _store, services.GetService<IBlobStore>());
        _removal = new IdentityRemoval(_context, _store, _places, photos);
        _protection = new IdentityProtection(_context, _store, _places, photos, _removal);
        _enrolment = new IdentityEnrolment(_context, _store, _places, photos, _protection, Encode);
        _adoption = new IdentityAdoption(_context, _store, _places, photos, _protection);
    }

    private async Task<EncodeAnswer> Encode(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        using var span = GridTraces.Encode(request.ModelVersion, request.Crops.Count);
        try
        {
            return await GrainFactory.GetGrain<IEncoderGrain>(request.ModelVersion).Encode(request.Crops, cancellationToken);
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }
}
