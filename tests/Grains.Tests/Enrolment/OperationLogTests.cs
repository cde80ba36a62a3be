using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Enrolment;

public sealed class OperationLogTests
{
    private static readonly EnrolmentReceipt Receipt = new("anna", "lobby", 2, 1, People.Model, 3.5, Joined: true);

    private readonly EnrolmentRequest _request = new(
        "lobby", People.Model, [FakeEncoder.Face("anna.jpg", FakeEncoder.RandomEncoding(new Random(1)))], OperationId: "op-1");

    [Fact]
    public void Find_LoggedRequest_ReturnsTheFirstReceipt()
    {
        var logged = OperationLog.Find(Record(Append(null, _request)), _request);

        Assert.Equal(Receipt, OperationLog.ReceiptOf(logged!, "anna"));
    }

    [Fact]
    public void Find_NewRequestOrOneWithoutId_ReturnsNull()
    {
        var record = Record(Append(null, _request));

        Assert.Null(OperationLog.Find(record, _request with { OperationId = "op-2" }));
        Assert.Null(OperationLog.Find(record, _request with { OperationId = null }));
        Assert.Null(OperationLog.Find(null, _request));
    }

    [Fact]
    public void Find_SameIdOtherContent_Throws()
    {
        var record = Record(Append(null, _request));
        EnrolmentRequest[] others =
        [
            _request with { Gallery = "lab" },
            _request with { KeepPhotos = true },
            _request with { ModelVersion = People.NextModel },
            _request with { Crops = [.. _request.Crops, .. _request.Crops] },
        ];

        foreach (var other in others)
        {
            var error = Assert.Throws<GridRequestException>(() => OperationLog.Find(record, other));
            Assert.Equal((GridError.InvalidRequest, "operation 'op-1'"), (error.Error, error.Subject));
        }
    }

    [Fact]
    public void Find_PhotoRenamed_IsTheSameRequest()
    {
        var renamed = _request with { Crops = [_request.Crops[0] with { Name = "renamed.jpg" }] };

        Assert.NotNull(OperationLog.Find(Record(Append(null, _request)), renamed));
    }

    [Fact]
    public void Append_MoreThanALogKeeps_DropsTheOldest()
    {
        IReadOnlyList<PersonOperation>? log = null;
        for (var i = 0; i <= PersonOperation.Kept; i++)
        {
            log = Append(log, _request with { OperationId = $"op-{i}" });
        }

        Assert.Equal(Enumerable.Range(1, PersonOperation.Kept).Select(i => $"op-{i}"), log!.Select(o => o.Id));
        Assert.Same(log, Append(log, _request with { OperationId = null }));
    }

    [Fact]
    public void CheckRemoval_IdOfAnEnrolment_Throws()
    {
        var record = Record(Append(null, _request));

        Assert.Throws<GridRequestException>(() => OperationLog.CheckRemoval(record, "op-1", "anna"));
        OperationLog.CheckRemoval(record, "op-2", "anna");
        OperationLog.CheckRemoval(null, "op-1", "anna");
    }

    private static IReadOnlyList<PersonOperation>? Append(IReadOnlyList<PersonOperation>? log, EnrolmentRequest request) =>
        OperationLog.Append(log, request, Receipt, DateTimeOffset.UnixEpoch);

    private static IdentityRecord Record(IReadOnlyList<PersonOperation>? operations) =>
        new("anna", 1, [], [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Operations: operations);
}
