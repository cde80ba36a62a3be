using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Quality;
using FaceGrid.Vision.Synthetic;
using Xunit.Abstractions;

namespace FaceGrid.Vision.Tests.Faces.Quality;

public sealed class HeadPoseTests(ITestOutputHelper output)
{
    /// <summary>Made-up heads of known pose, seen in perspective from 0.7 to 1.6 m: the mean face is none of theirs.</summary>
    [Theory]
    [InlineData(15, 10, 2, 7, 8, 20)]
    [InlineData(35, 20, 3.5, 6, 11, 18)]
    public void Estimate_RenderedHeads_FindsThePoseWithinDegrees(
        float yaw, float pitch, double medianYaw, double medianPitch, double p95Yaw, double p95Pitch)
    {
        var random = new Random(4);
        var errors = Enumerable.Range(0, 300).Select(i =>
        {
            float Draw(float most) => (float)((random.NextDouble() * 2) - 1) * most;
            var photo = new PhotoConditions
            {
                Yaw = Draw(yaw), Pitch = Draw(pitch), Roll = Draw(8), CameraDistance = 400 + (500 * (float)random.NextDouble()),
                Smile = Math.Max(0, Draw(1)),
            };
            var found = HeadPose.Estimate(FaceRenderer.Landmarks(new MadeUpPeople(6).Traits(i), photo))!.Value;
            return (Yaw: Math.Abs(found.Yaw - photo.Yaw), Pitch: Math.Abs(found.Pitch - photo.Pitch), Bias: found.Pitch - photo.Pitch);
        }).ToArray();

        double At(double share, Func<(double Yaw, double Pitch, double Bias), double> of) => errors.Select(of).Order().ElementAt((int)(share * errors.Length));
        output.WriteLine(FormattableString.Invariant(
            $"yaw median {At(0.5, e => e.Yaw):F2} p95 {At(0.95, e => e.Yaw):F2}, pitch median {At(0.5, e => e.Pitch):F2} p95 {At(0.95, e => e.Pitch):F2}, pitch bias {At(0.5, e => e.Bias):F2}"));
        Assert.InRange(At(0.5, e => e.Yaw), 0, medianYaw);
        Assert.InRange(At(0.95, e => e.Yaw), 0, p95Yaw);
        Assert.InRange(At(0.5, e => e.Pitch), 0, medianPitch);
        Assert.InRange(At(0.95, e => e.Pitch), 0, p95Pitch);
    }

    /// <summary>A face of the mean's own shape, turned by a rotation written down again, at any size and place.</summary>
    [Theory]
    [InlineData(0, 0, 0, 1)]
    [InlineData(30, 0, 10, 0.3)]
    [InlineData(-55, 0, -30, 7)]
    [InlineData(5, 0, 170, 2)]
    [InlineData(0, 20, 0, 1)]
    [InlineData(20, -20, 5, 3)]
    [InlineData(-10, 35, -20, 0.5)]
    public void Estimate_TheMeanFaceItself_FindsYawAndRollAndMostOfThePitch(double yaw, double pitch, double roll, double scale)
    {
        double[][] mean = [[-17.6, 0, 0], [17.6, 0, 0], [0, 20.1, 14], [-14.6, 40.7, 0.5], [14.6, 40.7, 0.5]];
        var degree = Math.PI / 180;
        var points = mean.Select(p =>
        {
            // Yaw about the upright axis, pitch about the level one, roll about the line of sight; y points down.
            double x = (p[0] * Math.Cos(yaw * degree)) + (p[2] * Math.Sin(yaw * degree)), z = (p[2] * Math.Cos(yaw * degree)) - (p[0] * Math.Sin(yaw * degree));
            var y = (p[1] * Math.Cos(pitch * degree)) + (z * Math.Sin(pitch * degree));
            return new ImagePoint(
                400 + (scale * ((x * Math.Cos(roll * degree)) - (y * Math.Sin(roll * degree)))),
                90 + (scale * ((x * Math.Sin(roll * degree)) + (y * Math.Cos(roll * degree)))));
        }).ToArray();

        var found = HeadPose.Estimate(new FaceLandmarks(points))!.Value;

        // Exact where the head is level; a pitch is drawn in, as documented, and takes a little of the other angles with it.
        Assert.Equal(yaw, found.Yaw, pitch == 0 ? 1e-3 : 3);
        Assert.Equal(roll, found.Roll, pitch == 0 ? 1e-3 : 3);
        Assert.InRange(found.Pitch * Math.Sign(pitch), 0.6 * Math.Abs(pitch), Math.Abs(pitch));
    }

    [Fact]
    public void Estimate_AllOnOneSpotOrNotFinite_IsNull()
    {
        Assert.Null(HeadPose.Estimate(new FaceLandmarks([.. Enumerable.Repeat(new ImagePoint(3, 4), 5)])));
        Assert.Null(HeadPose.Estimate(new FaceLandmarks([.. Enumerable.Repeat(new ImagePoint(double.NaN, 4), 5)])));
    }

    [Fact]
    public void Landmarks_OfThePicture_ScaleWithItAndMirrorWithTheYaw()
    {
        var person = new MadeUpPeople(6).Traits(1);
        var small = FaceRenderer.Landmarks(person, new PhotoConditions { Yaw = 20 }).Points;
        var large = FaceRenderer.Landmarks(person, new PhotoConditions { Yaw = 20 }, 224).Points;

        foreach (var (a, b) in small.Zip(large))
        {
            Assert.Equal(a.X * 2, b.X, 0.05);
            Assert.Equal(a.Y * 2, b.Y, 0.05);
        }

        var (right, left) = (HeadPose.Estimate(new FaceLandmarks(small))!.Value, HeadPose.Estimate(FaceRenderer.Landmarks(person, new PhotoConditions { Yaw = -20 }))!.Value);
        Assert.True(right.Yaw > 10 && left.Yaw < -10);
    }
}
