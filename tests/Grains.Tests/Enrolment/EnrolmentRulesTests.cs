using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Enrolment;

public sealed class EnrolmentRulesTests
{
    private static readonly AlignedFace Face = FakeEncoder.Face("anna.jpg", FakeEncoder.RandomEncoding(new Random(1)));

    private readonly EnrolmentRequest _request = new("lobby", People.Model, [Face]);

    [Fact]
    public void CheckRequest_Valid_Passes() => EnrolmentRules.CheckRequest("anna", _request with { OperationId = "op-1" });

    [Fact]
    public void CheckRequest_Invalid_NamesTheSubject()
    {
        AssertRefused("identity 'a/b'", "a/b", _request);
        AssertRefused("gallery ''", "anna", _request with { Gallery = "" });
        AssertRefused("identity 'anna'", "anna", _request with { Crops = [] });
        AssertRefused("operation 'a b'", "anna", _request with { OperationId = "a b" });
        AssertRefused("identity 'anna'", "anna", _request with { Crops = [.. Enumerable.Repeat(Face, IIdentityGrain.MaxTemplates + 1)] });
    }

    [Fact]
    public void CheckModel_GalleryOfAnotherVersion_Throws()
    {
        var gallery = new GalleryDescription("lobby", People.Model, [0], DecisionPolicy.Default);

        EnrolmentRules.CheckModel(gallery, People.Model);
        EnrolmentRules.CheckModel(gallery with { ModelVersion = null }, People.NextModel);
        var error = Assert.Throws<GridRequestException>(() => EnrolmentRules.CheckModel(gallery, People.NextModel));
        Assert.Equal((GridError.ModelMismatch, "gallery 'lobby'"), (error.Error, error.Subject));
    }

    [Fact]
    public void CheckQuality_BelowTheLevelOfAnotherGallery_NamesPhotoAndGallery()
    {
        var evidence = new FaceEvidence(SidePixels: 1, Sharpness: 1, Brightness: 0.5, Contrast: 0.3, 0, 0, 0, Quality: 0.5);
        var small = Face with { Evidence = evidence };

        EnrolmentRules.CheckQuality([Face, small], QualityLevel.Off);
        EnrolmentRules.CheckQuality([Face], QualityLevel.Strict);
        var error = Assert.Throws<GridRequestException>(() => EnrolmentRules.CheckQuality([Face, small], QualityLevel.Standard, "lab"));
        Assert.Equal((GridError.PoorQuality, "anna.jpg"), (error.Error, error.Subject));
        Assert.StartsWith(
            "the face is too small: 1 pixels, quality 'standard' requires more in gallery 'lab'", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void NewTemplates_PhotosThatAreKnownOrRepeated_AddNone()
    {
        var (known, added) = (FakeEncoder.RandomEncoding(new Random(1)), FakeEncoder.RandomEncoding(new Random(2)));
        var before = new IdentityRecord(
            "anna", 1, NewTemplates.From([Face], [known], People.Model, before: null, DateTimeOffset.UnixEpoch), [], default, default);

        var templates = NewTemplates.From([Face, Face, Face], [known, added, added], People.Model, before, DateTimeOffset.UnixEpoch);

        Assert.Equal(added, TemplateBytes.ToEncodings(Assert.Single(templates).Encoding));

        // Templates of another model version are not compared.
        Assert.Single(NewTemplates.From([Face], [known], People.NextModel, before, DateTimeOffset.UnixEpoch));
    }

    private static void AssertRefused(string subject, string identity, EnrolmentRequest request)
    {
        var error = Assert.Throws<GridRequestException>(() => EnrolmentRules.CheckRequest(identity, request));
        Assert.Equal((GridError.InvalidRequest, subject), (error.Error, error.Subject));
    }
}
